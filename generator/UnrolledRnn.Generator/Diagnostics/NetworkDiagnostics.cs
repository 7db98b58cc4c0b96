using UnrolledRnn.Generator.Emission;
using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Diagnostics;

/// <summary>All that there is to say about a declaration: what parsing found wrong, or what planning had to refuse.</summary>
internal static class NetworkDiagnostics
{
    public static IEnumerable<DiagnosticInfo> Of(ParseResult result)
    {
        foreach (DiagnosticInfo diagnostic in result.Diagnostics)
        {
            yield return diagnostic;
        }

        if (result.Spec is { Unroll: UnrollRequest.Full, IsBidirectional: false } spec && Planner.Plan(spec) is { Unroll: { Refusal: string reason } unroll } plan)
        {
            string steps = plan.Blocks is BlockPlan blocks ? $"blocks of {blocks.Steps} time steps"
                : unroll.StepsPerRound == 1 ? "1 time step" : $"{unroll.StepsPerRound} time steps";
            yield return DiagnosticInfo.Create(DiagnosticDescriptors.UnrollRefused, result.Location, spec.Target.Name, steps, reason);
        }
    }
}
