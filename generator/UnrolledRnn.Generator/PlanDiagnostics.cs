using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator;

/// <summary>
/// What planning had to refuse, at the place of the declaration. A plan has no location, so that an edit above leaves it as it is.
/// </summary>
internal static class PlanDiagnostics
{
    /// <summary>The diagnostics of one declaration.</summary>
    /// <param name="result">What parsing made of it.</param>
    /// <param name="plans">The plans of all declarations.</param>
    public static IEnumerable<DiagnosticInfo> Of(ParseResult result, IReadOnlyList<KernelPlan> plans)
    {
        KernelPlan? plan = result.Spec is null
            ? null
            : plans.FirstOrDefault(candidate => candidate.Spec with { Scope = CodeScope.Complete } == result.Spec);
        if (plan is { Spec.IsBidirectional: false, Unroll: { Refusal: string reason } unroll })
        {
            string steps = plan.Blocks is BlockPlan blocks ? $"blocks of {blocks.Steps} time steps"
                : unroll.StepsPerRound == 1 ? "1 time step" : $"{unroll.StepsPerRound} time steps";
            yield return DiagnosticInfo.Create(DiagnosticDescriptors.UnrollRefused, result.Location, plan.Spec.Target.Name, steps, reason);
        }
    }

    /// <summary>What the build as a whole means for one declaration.</summary>
    public static IEnumerable<DiagnosticInfo> OfBuild(ParseResult result, BuildSettings settings)
    {
        if (result.Spec is not null && settings is { IsOptimised: false, OptimisesDebug: false })
        {
            yield return DiagnosticInfo.Create(DiagnosticDescriptors.Unoptimised, result.Location, result.Spec.Target.Name);
        }
    }
}
