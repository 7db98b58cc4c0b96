using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>Prints a step as one piece of code.</summary>
internal sealed class StepBodyEmitter : IStepEmitter
{
    private readonly SourceWriter _writer;
    private readonly KernelPlan _plan;
    private readonly VectorWidth _width;
    private readonly InputForm _input;
    private readonly List<RecurrentStepEmitter> _layers = [];

    public StepBodyEmitter(SourceWriter writer, KernelPlan plan, VectorWidth width, InputForm input)
    {
        _writer = writer;
        _plan = plan;
        _width = width;
        _input = input;
        foreach (RecurrentPlan layer in plan.Recurrent)
        {
            _layers.Add(new RecurrentStepEmitter(writer, plan, layer, width, InputOf(layer)));
        }
    }

    public void EmitStart()
    {
        _writer.Write(ActivationText.Tables);
        foreach (DensePlan layer in ScratchLayers)
        {
            ScratchEmitter.Emit(_writer, ScratchName(layer), layer.Stride);
        }

        foreach (RecurrentStepEmitter layer in _layers)
        {
            layer.EmitStart();
        }
    }

    public void EmitStep(bool withOutput, string? time = null)
    {
        for (int layer = 0; layer < _layers.Count; layer++)
        {
            EmitLayer(layer, withOutput, time);
        }
    }

    public void EmitLayer(int index, bool withOutput) => EmitLayer(index, withOutput, time: null);

    private void EmitLayer(int index, bool withOutput, string? time)
    {
        if (index == 0 && _plan.Front is not null)
        {
            InBlock(() => EmitDense(_plan.Front, NetworkInput, ScratchName(_plan.Front), ScratchName(_plan.Front)));
        }

        bool isLast = index == _layers.Count - 1;
        RecurrentStepEmitter layer = _layers[index];
        InBlock(() =>
        {
            layer.EmitStep(hiddenIsRead: !isLast || FirstDenseReadsMemory, time);
            if (isLast && withOutput)
            {
                _writer.BlankLine();
                EmitOutput(layer.HiddenVectors);
            }
        });
    }

    public void EmitEnd()
    {
        foreach (RecurrentStepEmitter layer in _layers)
        {
            layer.EmitEnd();
        }
    }

    public void EmitOutputOfState() => EmitOutput(vectors: null);

    /// <summary>Dense layers whose outputs another layer reads.</summary>
    private IEnumerable<DensePlan> ScratchLayers =>
        (_plan.Front is null ? [] : new[] { _plan.Front }).Concat(_plan.Dense.Take(_plan.Dense.Count - 1));

    private bool FirstDenseReadsMemory => _plan.Dense[0].Form == OutputForm.Columns || !_plan.Dense[0].StraightLineDots;

    private LayerInput NetworkInput => new("x", Token: _input == InputForm.Token ? "token" : null);

    private string Activations => ActivationText.ClassOf(_plan.Spec);

    private static string ScratchName(DensePlan layer) => layer.Name.ToLowerInvariant() + "Values";

    private LayerInput InputOf(RecurrentPlan layer)
    {
        if (layer.Layer > 0)
        {
            return new LayerInput("state", $"{_plan.Recurrent[layer.Layer - 1].Name}.Hidden");
        }

        return _plan.Front is null ? NetworkInput : new LayerInput(ScratchName(_plan.Front));
    }

    /// <summary>A block of its own where a step has several layers, whose names may be alike.</summary>
    private void InBlock(Action emit)
    {
        if (_layers.Count == 1 && _plan.Front is null)
        {
            emit();
            return;
        }

        using (_writer.Braces())
        {
            emit();
        }
    }

    private void EmitOutput(IReadOnlyList<HiddenVector>? vectors)
    {
        SkipEmitter.EmitStart(_writer, _plan, "x");
        var input = new LayerInput("state", $"{_plan.Recurrent[_plan.Recurrent.Count - 1].Name}.Hidden", Vectors: vectors);
        for (int i = 0; i < _plan.Dense.Count; i++)
        {
            DensePlan layer = _plan.Dense[i];
            bool isOutput = i == _plan.Dense.Count - 1;
            if (i > 0)
            {
                _writer.BlankLine();
            }

            EmitDense(layer, input, isOutput ? "o" : ScratchName(layer), isOutput ? "o" : ScratchName(layer));
            input = new LayerInput(ScratchName(layer));
        }

        SkipEmitter.EmitEnd(_writer, _plan, "o");
    }

    private void EmitDense(DensePlan layer, LayerInput input, string output, string symbol) =>
        new DenseStepEmitter(_writer, layer, _width, Activations).Emit(input, output, symbol);
}
