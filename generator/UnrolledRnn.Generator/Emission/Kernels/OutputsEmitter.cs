using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>Prints the dense layers behind the recurrent ones, for h in memory: written out, or as calls where each layer is a method.</summary>
internal sealed class OutputsEmitter(SourceWriter writer, KernelPlan plan, VectorWidth width)
{
    /// <summary>Prints them.</summary>
    /// <param name="hidden">The reference to h.</param>
    /// <param name="outputs">The reference to where the outputs go.</param>
    /// <param name="inputs">The network's inputs of the step, as an expression.</param>
    public void Emit(string hidden, string outputs, string inputs)
    {
        SkipEmitter.EmitStart(writer, plan, inputs);
        LayerInput source = new(hidden);
        foreach (DensePlan layer in plan.Dense)
        {
            bool isOutput = layer == plan.Output;
            string values = isOutput ? outputs : layer.Name.ToLowerInvariant() + "Values";
            if (!isOutput)
            {
                ScratchEmitter.Emit(writer, values, layer.Stride);
            }

            if (plan.StepIsOneMethod)
            {
                new DenseStepEmitter(writer, layer, width, ActivationText.ClassOf(plan.Spec)).Emit(source, values, isOutput ? "o" : "y");
            }
            else
            {
                writer.Write($"{layer.Name}Step{VectorText.Of(width).Suffix}(ref weights, ref {source.Reference}, ref {values});");
            }

            source = new LayerInput(values);
        }

        SkipEmitter.EmitEnd(writer, plan, outputs);
    }
}
