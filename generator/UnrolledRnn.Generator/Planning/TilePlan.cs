using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>How a layer goes through its units where several rows of values, of streams or of time steps, share its weights.</summary>
internal sealed record TilePlan
{
    /// <summary>Rows that share a weight: fewer with 256 bits, which have fewer registers for sums.</summary>
    public required int Rows { get; init; }

    /// <summary>Units that a loop over panels handles; 0 where there is none.</summary>
    public required int LoopedUnits { get; init; }

    /// <summary>Units in one round of that loop.</summary>
    public required int RoundUnits { get; init; }

    /// <summary>The panels of one round.</summary>
    public required EquatableArray<PanelPlan> RoundPanels { get; init; }

    /// <summary>The panels behind the loop.</summary>
    public required EquatableArray<PanelPlan> Panels { get; init; }
}
