namespace UnrolledRnn.Generator.Planning;

/// <summary>
/// A vector width for which kernels are emitted, and all that differs between widths. A new one is a record here,
/// and in <see cref="All"/>.
/// </summary>
internal sealed record VectorWidth
{
    public static readonly VectorWidth Bits512 = new()
    {
        Bits = 512, Api = "Vector512", Suffix = "512", MultiplyAdd = "FusedMultiplyAdd", RecurrentSums = 20, DenseSums = 16, TileRows = 4,
        Registers = 32, VectorsPerPass = 1,
    };

    public static readonly VectorWidth Bits256 = new()
    {
        Bits = 256, Api = "Vector256", Suffix = "256", MultiplyAdd = "FusedMultiplyAdd", RecurrentSums = 14, DenseSums = 12, TileRows = 2,
        Registers = 16, VectorsPerPass = 2,
    };

    /// <summary>
    /// Of AdvSimd, SSE and WebAssembly. A step has twice the statements of one with 256 bits: passes call it, so that there is not more
    /// code than those machines repay.
    /// </summary>
    public static readonly VectorWidth Bits128 = new()
    {
        Bits = 128, Api = "Vector128", Suffix = "128", MultiplyAdd = "MultiplyAddEstimate", RecurrentSums = 16, DenseSums = 16,
        Registers = 32, VectorsPerPass = 2, WritesPasses = false, StraightLineProducts = 200,
    };

    /// <summary>All widths, the widest first.</summary>
    public static readonly IReadOnlyList<VectorWidth> All = [Bits512, Bits256, Bits128];

    /// <summary>The one that every machine can run.</summary>
    public static VectorWidth Narrowest => All[All.Count - 1];

    public required int Bits { get; init; }

    /// <summary>The static class with the operations; its IsHardwareAccelerated is what the JIT decides by.</summary>
    public required string Api { get; init; }

    /// <summary>The end of the names of the width's methods.</summary>
    public required string Suffix { get; init; }

    /// <summary>The operation left · right + addend.</summary>
    public required string MultiplyAdd { get; init; }

    /// <summary>Registers that the machine has.</summary>
    public int Registers { get; init; }

    /// <summary>Vectors of sums that a recurrent layer keeps in registers beside its operands.</summary>
    public int RecurrentSums { get; init; }

    /// <summary>Vectors of sums that a dense layer keeps in registers: about three quarters of them.</summary>
    public int DenseSums { get; init; }

    /// <summary>Rows of values that share each weight in a tile; of no meaning without <see cref="WritesPasses"/>.</summary>
    public int TileRows { get; init; }

    /// <summary>
    /// Vectors of sums for which each permutation of h is made once: one where the registers hold every permutation at once.
    /// </summary>
    public required int VectorsPerPass { get; init; }

    /// <summary>
    /// Whether passes over sequences, and steps of several streams, have code of their own, rather than calls of the single step.
    /// </summary>
    public bool WritesPasses { get; init; } = true;

    /// <summary>
    /// Beyond this many multiply-adds with W_hh in a step, a cell of several gates loops over its groups of units: where vectors are short
    /// and many, all groups written out would be most of the code of a network. The sums of a single gate are too few for a loop.
    /// </summary>
    public int StraightLineProducts { get; init; } = int.MaxValue;

    /// <summary>Floats in a vector.</summary>
    public int Lanes => Bits / 32;

    public override string ToString() => $"{Bits} bits";
}
