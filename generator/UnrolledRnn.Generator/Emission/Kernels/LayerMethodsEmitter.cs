using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>Prints a step of a large network as calls of a method for each layer, and these methods.</summary>
internal sealed class LayerMethodsEmitter(SourceWriter writer, KernelPlan plan, VectorWidth width, InputForm input) : IStepEmitter
{
    private readonly VectorText _vector = VectorText.Of(width);

    public void EmitStart()
    {
    }

    public void EmitStep(bool withOutput, string? time = null)
    {
        for (int layer = 0; layer < plan.Recurrent.Count; layer++)
        {
            EmitLayer(layer, withOutput);
        }
    }

    public void EmitLayer(int index, bool withOutput)
    {
        EmitRecurrentCall(index);
        if (withOutput && index == plan.Recurrent.Count - 1)
        {
            EmitOutputOfState();
        }
    }

    public void EmitEnd()
    {
    }

    public void EmitOutputOfState() =>
        new OutputsEmitter(writer, plan, width).Emit(HiddenOf(plan.Recurrent[plan.Recurrent.Count - 1]), "o", "x");

    /// <summary>Prints the methods of the layers; for tokens, only of the one that reads them.</summary>
    public void EmitMethods()
    {
        if (plan.Front is DensePlan front)
        {
            EmitDense(front, NetworkInput);
        }

        foreach (RecurrentPlan layer in plan.Recurrent.Where(layer => input == InputForm.Vector || (layer.Layer == 0 && plan.Front is null)))
        {
            LayerInput source = layer.Layer == 0 && plan.Front is null ? NetworkInput : new LayerInput("x");
            string parameter = source.IsToken ? "int token" : "ref float x";
            writer.BlankLine();
            writer.Write(Compilation.AtOnce);
            using (writer.Braces($"private static void {layer.Name}Step{_vector.Suffix}({WeightText.Parameters(plan.Spec.Weights)}, {parameter}, ref float state)"))
            {
                var step = new RecurrentStepEmitter(writer, plan, layer, width, source);
                writer.Write(ActivationText.Tables);
                step.EmitStart();
                step.EmitStep(hiddenIsRead: false);
                step.EmitEnd();
            }
        }

        foreach (DensePlan layer in plan.Dense.Where(_ => input == InputForm.Vector))
        {
            EmitDense(layer, new LayerInput("x"));
        }
    }

    private void EmitRecurrentCall(int index)
    {
        RecurrentPlan layer = plan.Recurrent[index];
        string values = InputText.StepArgument(input);
        if (index > 0)
        {
            values = $"ref {HiddenOf(plan.Recurrent[index - 1])}";
        }
        else if (plan.Front is DensePlan front)
        {
            EmitScratch(front);
            writer.Write($"{front.Name}Step{_vector.Suffix}(ref weights, {values}, ref {Scratch(front)});");
            values = $"ref {Scratch(front)}";
        }

        writer.Write($"{layer.Name}Step{_vector.Suffix}({WeightText.Arguments(plan.Spec.Weights)}, {values}, ref state);");
    }

    private static string HiddenOf(RecurrentPlan layer) => Expressions.Element("state", $"{layer.Name}.Hidden");

    private LayerInput NetworkInput => new("x", Token: input == InputForm.Token ? "token" : null);

    private static string Scratch(DensePlan layer) => layer.Name.ToLowerInvariant() + "Values";

    private void EmitScratch(DensePlan layer) => ScratchEmitter.Emit(writer, Scratch(layer), layer.Stride);

    private void EmitDense(DensePlan layer, LayerInput source)
    {
        writer.BlankLine();
        string parameter = source.IsToken ? "int token" : "ref float x";
        writer.Write(Compilation.AtOnce);
        using (writer.Braces($"private static void {layer.Name}Step{_vector.Suffix}(ref float weights, {parameter}, ref float o)"))
        {
            string activations = ActivationText.ClassOf(plan.Spec);
            new DenseStepEmitter(writer, layer, width, activations).Emit(source, "o", "o");
        }
    }
}
