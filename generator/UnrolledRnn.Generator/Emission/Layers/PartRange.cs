using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Partial sums that a pass over the terms completes.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct PartRange(int First, int Count)
{
    /// <summary>All of them.</summary>
    public static PartRange All { get; } = new(0, int.MaxValue);

    /// <summary>Whether a part is among them.</summary>
    public bool Has(int part) => part >= First && part - First < Count;

    /// <summary>Whether the partial sum that takes a term is among them.</summary>
    public bool HasTerm(int term, SumVector sums) => Has(term % sums.PartialSums);

    /// <summary>Whether all parts of a vector of sums are among them.</summary>
    public bool Covers(SumVector sums) => First == 0 && Count >= sums.PartialSums;

    /// <summary>Those of a vector of sums.</summary>
    public IEnumerable<int> Of(SumVector sums) => Enumerable.Range(0, sums.PartialSums).Where(Has);
}
