using UnrolledRnn.Generator.Emission.Elman;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission;

/// <summary>The files of one network, by the concept that each holds.</summary>
internal static class NetworkEmitter
{
    /// <summary>Prints every file.</summary>
    public static IEnumerable<(string Concept, string Source)> Emit(KernelPlan plan)
    {
        yield return ("Parameters", ParametersEmitter.Emit(plan));
        yield return ("State", StateEmitter.Emit(plan));
        yield return ("Step", StepEmitter.EmitForVectors(plan));
        yield return ("Forward", new ForwardEmitter(plan, InputForm.Vector).Emit());
        if (plan.Spec.TakesTokens)
        {
            yield return ("TokenStep", StepEmitter.EmitForTokens(plan));
            yield return ("TokenForward", new ForwardEmitter(plan, InputForm.Token).Emit());
        }

        yield return ("Tape", TapeEmitter.Emit(plan));
        yield return ("RecordedForward", RecordedForwardEmitter.Emit(plan));
        yield return ("Backward", BackwardEmitter.Emit(plan));
        yield return ("Contract", ContractEmitter.Emit(plan));
    }
}
