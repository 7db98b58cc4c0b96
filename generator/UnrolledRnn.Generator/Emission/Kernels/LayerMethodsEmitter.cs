using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>Prints a step of a large network: a method for each layer, and one that calls them in order.</summary>
internal sealed class LayerMethodsEmitter(SourceWriter writer, KernelPlan plan, VectorWidth width, InputForm input)
{
    private readonly VectorText _vector = VectorText.Of(width);

    /// <summary>Prints the body of the step.</summary>
    public void EmitCalls()
    {
        string arguments = WeightText.Arguments(plan.Spec.Weights);
        string values = InputText.StepArgument(input);
        SkipEmitter.EmitStart(writer, plan, "x");

        if (plan.Front is DensePlan front)
        {
            EmitScratch(front);
            writer.Write($"{front.Name}Step{_vector.Suffix}(ref weights, {values}, ref {Scratch(front)});");
            values = $"ref {Scratch(front)}";
        }

        foreach (RecurrentPlan layer in plan.Recurrent)
        {
            writer.Write($"{layer.Name}Step{_vector.Suffix}({arguments}, {values}, ref state);");
            values = $"ref {Expressions.Element("state", $"{layer.Name}.Hidden")}";
        }

        foreach (DensePlan layer in plan.Dense)
        {
            bool isOutput = layer == plan.Output;
            if (!isOutput)
            {
                EmitScratch(layer);
            }

            string output = isOutput ? "ref o" : $"ref {Scratch(layer)}";
            writer.Write($"{layer.Name}Step{_vector.Suffix}(ref weights, {values}, {output});");
            values = output;
        }

        SkipEmitter.EmitEnd(writer, plan, "o");
    }

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
