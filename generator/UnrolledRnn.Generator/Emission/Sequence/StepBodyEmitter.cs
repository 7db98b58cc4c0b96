using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>Prints a step as one piece of code.</summary>
internal sealed class StepBodyEmitter : IStepEmitter
{
    private readonly StepScope _scope;
    private readonly KernelPlan _plan;
    private readonly StepValues _values;
    private readonly List<RecurrentStepEmitter> _layers = [];

    public StepBodyEmitter(SourceWriter writer, KernelPlan plan, VectorWidth width, InputForm input)
    {
        _scope = new StepScope(writer, plan, width);
        _plan = plan;
        _values = new StepValues(plan, input);
        foreach (StagePlan stage in plan.Stages)
        {
            _layers.Add(new RecurrentStepEmitter(writer, plan, stage.Recurrent.Forward, width, _values.Of(stage.Recurrent.Index - 1)));
        }
    }

    public void EmitStart()
    {
        _scope.Writer.Write(ActivationText.Tables);
        foreach (LayerPlan layer in _plan.Layers.Where(_values.HasRow))
        {
            ScratchEmitter.Emit(_scope.Writer, StepValues.RowOf(layer), layer.Stride);
        }

        foreach (RecurrentStepEmitter layer in _layers)
        {
            layer.EmitStart();
        }
    }

    public void EmitStep(StepOutput output, string? time = null)
    {
        for (int stage = 0; stage < _layers.Count; stage++)
        {
            EmitStage(stage, output, time);
        }

        if (_layers.Count == 0 && output != StepOutput.None)
        {
            EmitOutput(_values.Input);
        }
    }

    public void EmitStage(int index, StepOutput output) => EmitStage(index, output, time: null);

    public void EmitEnd()
    {
        foreach (RecurrentStepEmitter layer in _layers)
        {
            layer.EmitEnd();
        }
    }

    public void EmitOutputOfState() => EmitOutput(_values.Of(_plan.LastRecurrent!.Index));

    private void EmitStage(int index, StepOutput output, string? time)
    {
        foreach (LayerPlan layer in _plan.Stages[index].Front)
        {
            string row = StepValues.RowOf(layer);
            InBlock(
                () => FeedForwardEmitter.Of((FeedForwardPlan)layer)
                    .EmitStep(_scope, _values.Of(layer.Index - 1), _values.JoinedBy(layer), row, row),
                isScoped: _values.HasRow(layer));
        }

        bool isLast = index == _layers.Count - 1;
        RecurrentStepEmitter recurrent = _layers[index];
        InBlock(
            () =>
            {
                recurrent.EmitStep(hiddenIsRead: !isLast || !_plan.LastHiddenMayStayLocal, time);
                if (isLast && output != StepOutput.None)
                {
                    _scope.Writer.BlankLine();
                    EmitOutput(output, _values.Of(_plan.Stages[index].Recurrent.Index) with { Vectors = recurrent.HiddenVectors });
                }
            },
            isScoped: true);
    }

    /// <summary>A block of its own where names of several layers may be alike. What names a value for the layers behind has none.</summary>
    private void InBlock(Action emit, bool isScoped)
    {
        if (!_plan.LayersAreScoped || !isScoped)
        {
            emit();
            return;
        }

        using (_scope.Writer.Braces())
        {
            emit();
        }
    }

    private void EmitOutput(StepOutput output, LayerInput hidden)
    {
        if (output == StepOutput.Always)
        {
            EmitOutput(hidden);
            return;
        }

        using (_scope.Writer.Braces($"if ({KernelTypes.IsOneStep})"))
        {
            _scope.Writer.Write("ref float o = ref outputs;");
            EmitOutput(hidden);
            EmitEnd();
            _scope.Writer.Write("return;");
        }
    }

    private void EmitOutput(LayerInput input) =>
        new BehindEmitter(_scope, _values).Emit(input, "o", "x", declaresRows: false, isSeparated: true);
}
