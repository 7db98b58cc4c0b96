using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>
/// Room for the outputs of single steps that are not the last, where only that one has an output: the caller's outputs may lie over
/// inputs that are still to be read.
/// </summary>
internal static class EarlierOutput
{
    /// <summary>Declares it, where it is needed.</summary>
    public static void Emit(SourceWriter writer, KernelPlan plan)
    {
        if (!plan.Spec.HasOutputAtEveryStep)
        {
            ScratchEmitter.Emit(writer, "earlier", CacheLine.Padded(plan.Spec.OutputSize));
        }
    }

    /// <summary>Where the output of step t goes in a loop over single steps.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="everyStep">Where it goes if every step has one.</param>
    /// <param name="lastStep">Where that of the last step goes if no other has one.</param>
    public static string At(KernelPlan plan, string everyStep, string lastStep) =>
        plan.Spec.HasOutputAtEveryStep ? everyStep : $"(t == {plan.Spec.SequenceLength - 1} ? ref {lastStep} : ref earlier)";
}
