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
        Registers = 32, PermutationsByName = true,
    };

    public static readonly VectorWidth Bits256 = new()
    {
        Bits = 256, Api = "Vector256", Suffix = "256", MultiplyAdd = "FusedMultiplyAdd", RecurrentSums = 14, DenseSums = 12, TileRows = 2,
        Registers = 16, PermutationsByName = false,
    };

    /// <summary>Whatever width the runtime chooses for <c>Vector&lt;T&gt;</c>: compact loops, for machines without the others.</summary>
    public static readonly VectorWidth Any = new()
    {
        Bits = 0, Api = "Vector", Suffix = "AnyWidth", MultiplyAdd = "MultiplyAddEstimate", TileRows = 1,
    };

    /// <summary>The widths that have kernels of their own, the widest first.</summary>
    public static readonly IReadOnlyList<VectorWidth> Kernels = [Bits512, Bits256];

    /// <summary>All widths, the widest first.</summary>
    public static readonly IReadOnlyList<VectorWidth> All = [.. Kernels, Any];

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

    /// <summary>Rows of values that share each weight in a tile.</summary>
    public required int TileRows { get; init; }

    /// <summary>Whether the registers hold every permutation of h at once.</summary>
    public bool PermutationsByName { get; init; }

    /// <summary>Floats in a vector.</summary>
    public int Lanes => Bits / 32;

    /// <summary>Whether the code is the runtime's loops, for any number of lanes.</summary>
    public bool IsPortable => Bits == 0;

    public override string ToString() => $"{Bits} bits";
}
