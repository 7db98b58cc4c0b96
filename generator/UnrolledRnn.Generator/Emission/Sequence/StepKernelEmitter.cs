using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>Prints the kernels of a single step, one for each vector width, and the choice between them.</summary>
internal static class StepKernelEmitter
{
    public static void Emit(SourceWriter writer, KernelPlan plan, InputForm input)
    {
        string parameters = $"{WeightText.Parameters(plan.Spec.RecurrentWeights)}, {InputText.StepParameter(input)}, ref float state, ref float o";
        writer.Write("// The JIT keeps the one branch that the hardware takes; inlined, a step is a single call.");
        writer.Write("[§MethodImpl(§MethodImplOptions.AggressiveInlining)]");
        using (writer.Braces($"¤private void StepCore({InputText.StepParameter(input)}, ref float state, ref float o)"))
        {
            DispatchEmitter.Emit(writer, plan, vector =>
                $"Step{vector.Suffix}({NetworkWeights.Arguments(plan)}, {InputText.StepArgument(input)}, ref state, ref o);");
        }

        foreach (VectorWidth width in plan.Widths)
        {
            VectorText vector = new(width);
            writer.BlankLine();
            EmitComments(writer, plan, width, input);
            writer.Write(CompilationHint.AtOnce);
            using (writer.Braces(
                $"¤private static void Step{vector.Suffix}({parameters})"))
            {
                EmitBody(writer, plan, width, input);
            }

            if (!plan.StepIsOneMethodOn(width))
            {
                new LayerMethodsEmitter(writer, plan, width, input).EmitMethods();
            }
        }
    }

    private static void EmitComments(SourceWriter writer, KernelPlan plan, VectorWidth width, InputForm input)
    {
        string methods = plan.StepIsOneMethodOn(width) ? "." : ": calls of a method for each layer.";
        writer.Write($"// One time step with vectors of {width}{methods}");
        if (plan.StepIsOneMethodOn(width))
        {
            StepComments.Emit(writer, plan, width, input, isInLoop: false);
        }
    }

    private static void EmitBody(SourceWriter writer, KernelPlan plan, VectorWidth width, InputForm input)
    {
        IStepEmitter step = Step(writer, plan, width, input);
        step.EmitStart();
        step.EmitStep(withOutput: true);
        step.EmitEnd();
    }

    /// <summary>How a step of the network is printed.</summary>
    public static IStepEmitter Step(SourceWriter writer, KernelPlan plan, VectorWidth width, InputForm input) =>
        plan.StepIsOneMethodOn(width)
        ? new StepBodyEmitter(writer, plan, width, input)
        : new LayerMethodsEmitter(writer, plan, width, input);
}
