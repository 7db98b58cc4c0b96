using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>Prints a step of a large network as calls of a method for each layer, and these methods.</summary>
internal sealed class LayerMethodsEmitter(SourceWriter writer, KernelPlan plan, VectorWidth width, InputForm input) : IStepEmitter
{
    private readonly StepScope _scope = new(writer, plan, width);
    private readonly StepValues _values = new(plan, input);

    private BehindEmitter Behind => new(_scope, _values);

    /// <summary>Whether a layer is a method of its own; a token's row of a table needs none.</summary>
    public static bool HasMethod(FeedForwardPlan layer, LayerInput input) =>
        layer.HasStepMethod && !(layer is EmbeddingPlan && input.IsToken);

    public void EmitStart()
    {
    }

    public void EmitStep(StepOutput output, string? time = null)
    {
        for (int stage = 0; stage < plan.Stages.Count; stage++)
        {
            EmitStage(stage, output);
        }

        if (plan.Stages.Count == 0 && output != StepOutput.None)
        {
            Behind.Emit(_values.Input, "o", "x", declaresRows: true, isSeparated: false);
        }
    }

    public void EmitStage(int index, StepOutput output)
    {
        StagePlan stage = plan.Stages[index];
        foreach (LayerPlan layer in stage.Front)
        {
            string row = StepValues.RowOf(layer);
            if (_values.HasRow(layer))
            {
                ScratchEmitter.Emit(writer, row, layer.Stride);
            }

            Behind.EmitLayer((FeedForwardPlan)layer, _values.Of(layer.Index - 1), row, row);
        }

        LayerInput read = _values.Of(stage.Recurrent.Index - 1);
        string argument = read.IsEither ? "ref input" : read.Token ?? $"ref {Expressions.Element(read.Reference, read.Start)}";
        writer.Write($"{stage.Recurrent.Name}Step{width.Suffix}{(read.IsEither ? KernelTypes.Parameters(InputForm.Either) : "")}({WeightText.Arguments(plan.Spec.RecurrentWeights)}, {argument}, ref state);");
        if (output != StepOutput.None && index == plan.Stages.Count - 1)
        {
            EmitOutputOfState();
        }
    }

    public void EmitEnd()
    {
    }

    public void EmitOutputOfState()
    {
        RecurrentPlan last = plan.LastRecurrent!;
        var hidden = new LayerInput(Expressions.Element("state", $"{last.Name}.Hidden"), Symbol: "h");
        Behind.Emit(hidden, "o", "x", declaresRows: true, isSeparated: false);
    }

    /// <summary>Prints the methods of the layers; for tokens, only of the one that reads them.</summary>
    public void EmitMethods()
    {
        foreach (LayerPlan layer in plan.Layers.Where(layer => input != InputForm.Token || layer.Index == 0))
        {
            LayerInput source = layer.Index == 0 ? _values.Input : new LayerInput("x", IsPadded: true);
            string parameter = InputText.StepParameter(layer.Index == 0 ? input : InputForm.Vector);
            if (layer is RecurrentPlan recurrent)
            {
                EmitRecurrent(recurrent, source, parameter);
            }
            else if (HasMethod((FeedForwardPlan)layer, source))
            {
                writer.BlankLine();
                writer.Write(CompilationHint.AtOnce);
                using (writer.Braces($"¤private static void {layer.Name}Step{width.Suffix}({WeightText.Parameters(WeightText.StorageOf(layer))}, {parameter}, ref float o)"))
                {
                    FeedForwardEmitter.Of((FeedForwardPlan)layer).EmitStep(_scope, source, joined: null, "o", "o");
                }
            }
        }
    }

    private void EmitRecurrent(RecurrentPlan layer, LayerInput source, string parameter)
    {
        writer.BlankLine();
        if (source.IsEither)
        {
            writer.Comment(KernelTypes.OfInput);
        }

        foreach (string line in new KernelPlanText(layer.Forward).StepPlan(
            layer.Forward.Body(width), source, plan.Spec.RecurrentWeights, isInLoop: false))
        {
            writer.Comment(line);
        }

        writer.Write(CompilationHint.AtOnce);
        using (writer.Braces(
            $"¤private static void {layer.Name}Step{width.Suffix}{(source.IsEither ? KernelTypes.Parameters(InputForm.Either) : "")}({WeightText.Parameters(plan.Spec.RecurrentWeights)}, {parameter}, ref float state)"))
        {
            var step = new RecurrentStepEmitter(writer, plan, layer.Forward, width, source);
            writer.Write(ActivationText.Tables);
            step.EmitStart();
            step.EmitStep(hiddenIsRead: false);
            step.EmitEnd();
        }
    }
}
