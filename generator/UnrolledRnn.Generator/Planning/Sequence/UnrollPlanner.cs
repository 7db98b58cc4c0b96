using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Decides how many time steps are written out.</summary>
internal static class UnrollPlanner
{
    /// <summary>Beyond this many statements, straight-line code gains nothing and fills the instruction cache.</summary>
    private const int AutoStraightLineStatements = 500;

    /// <summary>Statements of one round of the loop, unless a single step has more.</summary>
    private const int AutoRoundStatements = 200;

    private const int AutoRoundSteps = 8;

    /// <summary>Decides.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="stages">Its stages.</param>
    /// <param name="directions">All directions of its recurrent layers.</param>
    /// <param name="joins">Whether a layer reads values of an earlier one at the same time step.</param>
    /// <param name="stepStatements">Statements of a step.</param>
    /// <param name="stepIsOneMethod">Whether a step is one piece of code.</param>
    public static UnrollPlan Plan(
        NetworkSpec spec, IReadOnlyList<StagePlan> stages, IReadOnlyList<DirectionPlan> directions, bool joins, int stepStatements,
        bool stepIsOneMethod)
    {
        UnrollPlan plan = PlanSteps(spec, stepStatements, stepIsOneMethod);
        bool overlaps = !spec.IsBidirectional && stages.Count > 1 && spec.SequenceLength > 1 && !joins;
        bool alternates = directions.Any(direction => direction.AlternatesPanels);

        // Layers that overlap give a round enough to do; panels that take turns need to know whether a step is odd or even.
        return !plan.IsStraightLine && (overlaps || alternates)
            ? plan with { LayersOverlap = overlaps, StepsPerRound = 1 }
            : plan with { LayersOverlap = overlaps };
    }

    private static UnrollPlan PlanSteps(NetworkSpec spec, int stepStatements, bool stepIsOneMethod)
    {
        int length = spec.SequenceLength;
        long allStatements = (long)length * stepStatements;
        string size = $"{length} step{(length == 1 ? "" : "s")} of about {stepStatements} vector statements";
        if (!stepIsOneMethod)
        {
            string reason = $"a step of about {stepStatements} vector statements has a method for each layer";
            return Loop(length, 1, reason) with { Refusal = spec.Unroll == UnrollRequest.Full && length > 1 ? reason : null };
        }

        switch (spec.Unroll)
        {
            case UnrollRequest.None:
                return Loop(length, 1, "as asked");
            case UnrollRequest.Full when allStatements <= JitLimits.MaxStatements:
                return Loop(length, length, "as asked");
            case UnrollRequest.Full:
                UnrollPlan loop = Loop(length, RoundSteps(length, stepStatements), $"{size} would pass the limits of the JIT");
                return loop with
                {
                    Refusal = $"{size} are more than the {JitLimits.MaxStatements} beyond which the JIT may stop optimising",
                };
            default:
                return allStatements <= AutoStraightLineStatements
                    ? Loop(length, length, $"{size} fit the instruction cache with ease")
                    : Loop(length, RoundSteps(length, stepStatements), $"{size} are too many to write out");
        }
    }

    /// <summary>As many steps as fit a round, preferably a divisor of the length, so that no steps remain.</summary>
    private static int RoundSteps(int length, int stepStatements)
    {
        int most = Math.Min(length, Math.Max(1, Math.Min(AutoRoundSteps, AutoRoundStatements / stepStatements)));
        for (int steps = most; steps > most / 2; steps--)
        {
            if (length % steps == 0)
            {
                return steps;
            }
        }

        return most;
    }

    private static UnrollPlan Loop(int length, int stepsPerRound, string reason) => new()
    {
        SequenceLength = length,
        StepsPerRound = stepsPerRound,
        Reason = reason,
    };
}
