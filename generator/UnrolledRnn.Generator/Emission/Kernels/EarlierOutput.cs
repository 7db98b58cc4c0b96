using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>
/// Room for the outputs of single steps that are not the last, where only that one has an output: the caller's outputs may lie over
/// inputs that are still to be read.
/// </summary>
internal static class EarlierOutput
{
    /// <summary>Declares it, where it is needed.</summary>
    public static void Emit(SourceWriter writer, KernelPlan plan)
    {
        if (plan.Spec.Outputs != OutputSteps.EveryStep)
        {
            ScratchEmitter.Emit(writer, "earlier", BufferSizes.Padded(plan.Spec.OutputSize));
        }
    }

    /// <summary>Where the output of step t goes in a loop over single steps.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="everyStep">Where it goes if every step has one.</param>
    /// <param name="lastStep">Where that of the last step goes if no other has one.</param>
    public static string At(KernelPlan plan, string everyStep, string lastStep) =>
        plan.Spec.Outputs == OutputSteps.EveryStep ? everyStep : $"(t == {plan.Spec.SequenceLength - 1} ? ref {lastStep} : ref earlier)";
}
