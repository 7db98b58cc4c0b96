using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>Prints the kernels of a single step, one for each vector width, and the choice between them.</summary>
internal static class StepKernelEmitter
{
    /// <summary>Prints them; kernels that serve vectors and tokens, with those for vectors.</summary>
    public static void Emit(SourceWriter writer, KernelPlan plan, InputForm input)
    {
        writer.Write("// The JIT keeps the one branch that the hardware takes; inlined, a step is a single call.");
        writer.Write("[§MethodImpl(§MethodImplOptions.AggressiveInlining)]");
        using (writer.Braces($"¤private void StepCore({InputText.StepParameter(input)}, ref float state, ref float o)"))
        {
            DispatchEmitter.Emit(writer, plan, vector => Call(plan, vector, input));
        }

        if (input == InputForm.Vector || !plan.KernelsTakeEither)
        {
            EmitKernels(writer, plan, plan.KernelInput(input));
        }
    }

    private static void EmitKernels(SourceWriter writer, KernelPlan plan, InputForm input)
    {
        string types = KernelTypes.Parameters(input);
        string parameters = $"{WeightText.Parameters(plan.Spec.RecurrentWeights)}, {InputText.StepParameter(input)}, ref float state, ref float o";
        foreach (VectorWidth width in plan.Widths.Where(width => !plan.StepIsStartOfPass(width, input)))
        {
            VectorText vector = new(width);
            writer.BlankLine();
            EmitComments(writer, plan, width, input);
            writer.Write(CompilationHint.AtOnce);
            using (writer.Braces(
                $"¤private static void Step{vector.Suffix}{types}({parameters})"))
            {
                EmitBody(writer, plan, width, input);
            }

            if (!plan.StepIsOneMethodOn(width))
            {
                new LayerMethodsEmitter(writer, plan, width, input).EmitMethods();
            }
        }
    }

    /// <summary>The call of a step, which is a method of its own or the start of a pass.</summary>
    private static string Call(KernelPlan plan, VectorText vector, InputForm input)
    {
        string weights = NetworkWeights.Arguments(plan);
        bool startsPass = plan.StepIsStartOfPass(vector.Width, input);
        string types = KernelTypes.Arguments(plan.KernelInput(input), input, startsPass ? "§OneStep" : null);
        string argument = startsPass || plan.KernelsTakeEither
            ? $"ref {(input == InputForm.Token ? "token" : "x")}"
            : InputText.StepArgument(input);
        return startsPass
            ? $"Forward{vector.Suffix}{types}({weights}, {argument}, 0, ref state, ref o, 0);"
            : $"Step{vector.Suffix}{types}({weights}, {argument}, ref state, ref o);";
    }

    private static void EmitComments(SourceWriter writer, KernelPlan plan, VectorWidth width, InputForm input)
    {
        string methods = plan.StepIsOneMethodOn(width) ? "." : ": calls of a method for each layer.";
        writer.Write($"// One time step with vectors of {width}{methods}");
        if (input == InputForm.Either)
        {
            writer.Comment(KernelTypes.OfInput);
        }

        if (plan.StepIsOneMethodOn(width))
        {
            StepComments.Emit(writer, plan, width, input, isInLoop: false);
        }
    }

    private static void EmitBody(SourceWriter writer, KernelPlan plan, VectorWidth width, InputForm input)
    {
        IStepEmitter step = Step(writer, plan, width, input);
        step.EmitStart();
        step.EmitStep(StepOutput.Always);
        step.EmitEnd();
    }

    /// <summary>How a step of the network is printed.</summary>
    public static IStepEmitter Step(SourceWriter writer, KernelPlan plan, VectorWidth width, InputForm input) =>
        plan.StepIsOneMethodOn(width)
        ? new StepBodyEmitter(writer, plan, width, input)
        : new LayerMethodsEmitter(writer, plan, width, input);
}
