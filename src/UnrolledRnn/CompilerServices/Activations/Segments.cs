using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>Tables of sixteen on 256 bits.</summary>
internal static partial class Segments
{
    /// <summary>
    /// The entries at the low four bits of each index: one permutation of two registers with AVX-512, else two and a blend by bit 3.
    /// </summary>
    /// <param name="tables">All tables.</param>
    /// <param name="table">Where the table begins.</param>
    /// <param name="index">The indices.</param>
    /// <param name="bit3">Bit 3 of each index as the sign, computed once for all tables.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lookup(ref float tables, int table, Vector256<int> index, Vector256<float> bit3) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.LoadUnsafe(ref tables, (nuint)table), index, Vector256.LoadUnsafe(ref tables, (nuint)table + 8))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, (nuint)table), index),
                Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, (nuint)table + 8), index),
                bit3);
}
