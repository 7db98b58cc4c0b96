using UnrolledRnn.Generator.Emission.Members;
using UnrolledRnn.Generator.Emission.Sequence;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Emission.Training;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission;

/// <summary>The files of one network, by the concept that each holds.</summary>
internal static class NetworkEmitter
{
    /// <summary>Prints every file.</summary>
    public static IReadOnlyList<(string Concept, string Source)> Emit(KernelPlan plan)
    {
        List<(string Concept, EmittedFile File)> files =
        [
            ("Parameters", ParametersEmitter.Emit(plan)),
            ("State", StateEmitter.Emit(plan)),
        ];
        if (plan.Spec.File is { Resource: null })
        {
            files.Add(("Weights", FileWeightsEmitter.Emit(plan)));
        }

        if (plan.Spec.IsBidirectional)
        {
            files.Add(("Step", NoStepEmitter.Emit(plan)));
        }
        else
        {
            files.AddRange(StepFiles(plan));
        }

        if (plan.Spec.Scope.Trains)
        {
            files.AddRange(
            [
                ("Tape", TapeEmitter.Emit(plan)),
                ("RecordedForward", RecordedForwardEmitter.Emit(plan)),
                ("Backward", BackwardEmitter.Emit(plan)),
            ]);
        }

        if (plan.Spec.Scope.Trains && plan.ClassLayer is DensePlan classes)
        {
            files.Add(("Classes", ClassesEmitter.Emit(plan, classes)));
        }

        files.Add(("Contract", ContractEmitter.Emit(plan)));
        files.Add(("Layers", ConstantsEmitter.Emit(plan, [.. files.Select(file => file.File)])));
        return [.. files.Select(file => (file.Concept, file.File.Source))];
    }

    private static IEnumerable<(string Concept, EmittedFile File)> StepFiles(KernelPlan plan)
    {
        yield return ("Step", StepEmitter.EmitForVectors(plan));
        yield return ("StepMany", StepManyEmitter.Emit(plan));
        yield return ("Forward", new ForwardEmitter(plan, InputForm.Vector).Emit());
        if (plan.Spec.TakesTokens)
        {
            yield return ("TokenStep", StepEmitter.EmitForTokens(plan));
            yield return ("TokenForward", new ForwardEmitter(plan, InputForm.Token).Emit());
        }

        yield return ("Warmup", WarmupEmitter.Emit(plan));
        if (plan.Spec.HasNarrowWeights)
        {
            yield return ("Narrow", NarrowWeightsEmitter.Emit(plan));
        }
    }
}
