using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>A vector of sums in a kernel: one sum of a cell for as many units as it has lanes, or two sums for half as many.</summary>
internal sealed record SumVector
{
    /// <summary>Its name in the kernel.</summary>
    public required string Name { get; init; }

    /// <summary>The sums it holds, by their places in the cell's definition: one, or two for a paired vector.</summary>
    public required EquatableArray<int> Sums { get; init; }

    /// <summary>Where it begins in a row of gates.</summary>
    public required int Column { get; init; }

    /// <summary>Whether x takes part.</summary>
    public required bool FromInput { get; init; }

    /// <summary>Whether h takes part.</summary>
    public required bool FromHidden { get; init; }

    /// <summary>Whether it starts from the bias over h, which stays apart from the merged one.</summary>
    public required bool HiddenBias { get; init; }

    /// <summary>Which of the cell's products over h it belongs to.</summary>
    public required int Phase { get; init; }

    /// <summary>
    /// Independent sums: term k goes to sum k mod PartialSums. Set by the sizes and never by the width, so that every width
    /// adds in the same order.
    /// </summary>
    public required int PartialSums { get; init; }
}
