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

    /// <summary>The entries for two vectors, for which the table is loaded once.</summary>
    /// <param name="tables">All tables.</param>
    /// <param name="table">Where the table begins.</param>
    /// <param name="x">The indices of the one vector.</param>
    /// <param name="y">The indices of the other one.</param>
    /// <param name="bit3OfX">Bit 3 of each index of the one as the sign.</param>
    /// <param name="bit3OfY">Bit 3 of each index of the other one as the sign.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> OfX, Vector256<float> OfY) Lookup(
        ref float tables, int table, Vector256<int> x, Vector256<int> y, Vector256<float> bit3OfX, Vector256<float> bit3OfY)
    {
        Vector256<float> lower = Vector256.LoadUnsafe(ref tables, (nuint)table);
        Vector256<float> upper = Vector256.LoadUnsafe(ref tables, (nuint)table + 8);
        return Avx512F.VL.IsSupported
            ? (Avx512F.VL.PermuteVar8x32x2(lower, x, upper), Avx512F.VL.PermuteVar8x32x2(lower, y, upper))
            : (Avx.BlendVariable(Avx2.PermuteVar8x32(lower, x), Avx2.PermuteVar8x32(upper, x), bit3OfX),
                Avx.BlendVariable(Avx2.PermuteVar8x32(lower, y), Avx2.PermuteVar8x32(upper, y), bit3OfY));
    }
}
