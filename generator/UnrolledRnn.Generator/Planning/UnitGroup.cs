using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Neighbouring units whose sums are vectors of the same lanes, so that the cell's equations need registers only.</summary>
internal sealed record UnitGroup
{
    /// <summary>Its number, the end of the names of its values.</summary>
    public required int Index { get; init; }

    /// <summary>The first unit, counted from the start of the loop where there is one.</summary>
    public required int FirstUnit { get; init; }

    /// <summary>Units, padding included: 16 or 8.</summary>
    public required int Lanes { get; init; }

    /// <summary>Whether its vectors are twice as wide as it has units, and hold two sums each.</summary>
    public required bool IsPaired { get; init; }

    public required EquatableArray<SumVector> Vectors { get; init; }
}
