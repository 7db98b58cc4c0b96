namespace UnrolledRnn.CompilerServices;

/// <summary>Which rows and units the element-wise part of a cell runs over, and how far they lie apart.</summary>
internal readonly struct BlockRows
{
    /// <summary>The first row.</summary>
    public required int Start { get; init; }

    /// <summary>The end of the rows.</summary>
    public required int End { get; init; }

    /// <summary>The first unit, a multiple of 16.</summary>
    public int FirstUnit { get; init; }

    /// <summary>The end of the units, which may lie behind the last.</summary>
    public int EndUnit { get; init; }

    /// <summary>Floats from one row of sums to the next; the sums begin with the first unit.</summary>
    public int SumStride { get; init; }

    /// <summary>The row with which the sums begin.</summary>
    public int FirstSumRow { get; init; }

    /// <summary>Floats from one row of states to the next.</summary>
    public int UnitStride { get; init; }
}
