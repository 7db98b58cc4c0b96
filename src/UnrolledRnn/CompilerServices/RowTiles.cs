using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// y_s = W x_s for several x: four rows of W with four x at a time, so that W is read once for all. Each sum has the order of
/// <see cref="RowDots"/>, and thus its bits. For vectors of 512 bits.
/// </summary>
internal static class RowTiles
{
    /// <summary>Rows of W, and x, of a tile.</summary>
    public const int Size = 4;

    private const int FloatsPerPair = 2 * AlignedBuffer.FloatsPerLine;
    private const int RowsAhead = 2 * Size;

    /// <summary>Weights of a row, two cache lines of floats at a time.</summary>
    public interface IRows
    {
        /// <summary>The first sixteen floats of a pair.</summary>
        static abstract Vector512<float> First(ref float row, nint at);

        /// <summary>The other sixteen.</summary>
        static abstract Vector512<float> Second(ref float row, nint at);

        /// <summary>Whether the two lie in two cache lines.</summary>
        static abstract bool HasTwoLines { get; }

        /// <summary>Where a pair lies in a row.</summary>
        static abstract nint PlaceOf(nint at);
    }

    /// <summary>Four rows with every four x.</summary>
    /// <param name="rows">The first row.</param>
    /// <param name="rowStride">From one to the next, in units of four bytes.</param>
    /// <param name="stride">Floats of a row, a multiple of 16.</param>
    /// <param name="x">The first x.</param>
    /// <param name="xStride">Floats from one to the next.</param>
    /// <param name="count">How many, a multiple of four.</param>
    /// <param name="bias">A float for each row; or nothing.</param>
    /// <param name="row">Which of these the first row has.</param>
    /// <param name="y">Where the result of the first x has that of the row.</param>
    /// <param name="yStride">Floats from there to that of the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRows>(
        ref float rows, nint rowStride, nint stride, ref float x, nint xStride, int count, ReadOnlySpan<float> bias, int row, ref float y,
        nint yStride)
        where TRows : struct, IRows
    {
        ref float row1 = ref Unsafe.Add(ref rows, rowStride);
        ref float row2 = ref Unsafe.Add(ref row1, rowStride);
        ref float row3 = ref Unsafe.Add(ref row2, rowStride);
        for (; count > 0; count -= Size)
        {
            ref float third = ref Unsafe.Add(ref x, 2 * xStride);
            Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default;
            Vector512<float> b0 = default, b1 = default, b2 = default, b3 = default;
            Vector512<float> c0 = default, c1 = default, c2 = default, c3 = default;
            Vector512<float> d0 = default, d1 = default, d2 = default, d3 = default;
            for (nint at = 0; at < stride; at += FloatsPerPair)
            {
                nint place = TRows.PlaceOf(at);
                RowDots.Prefetch(ref rows, RowsAhead * rowStride, place);
                Add(TRows.First(ref rows, place), ref x, ref third, xStride, at, ref a0, ref b0, ref c0, ref d0);
                Add(TRows.First(ref row1, place), ref x, ref third, xStride, at, ref a1, ref b1, ref c1, ref d1);
                Add(TRows.First(ref row2, place), ref x, ref third, xStride, at, ref a2, ref b2, ref c2, ref d2);
                Add(TRows.First(ref row3, place), ref x, ref third, xStride, at, ref a3, ref b3, ref c3, ref d3);
                if (TRows.HasTwoLines)
                {
                    RowDots.Prefetch(ref rows, RowsAhead * rowStride, place + AlignedBuffer.FloatsPerLine);
                }

                nint second = at + AlignedBuffer.FloatsPerLine;
                if (second < stride)
                {
                    Add(TRows.Second(ref rows, place), ref x, ref third, xStride, second, ref a0, ref b0, ref c0, ref d0);
                    Add(TRows.Second(ref row1, place), ref x, ref third, xStride, second, ref a1, ref b1, ref c1, ref d1);
                    Add(TRows.Second(ref row2, place), ref x, ref third, xStride, second, ref a2, ref b2, ref c2, ref d2);
                    Add(TRows.Second(ref row3, place), ref x, ref third, xStride, second, ref a3, ref b3, ref c3, ref d3);
                }
            }

            RowDots.Store(RowDots.Sum(a0, a1, a2, a3), bias, row, ref y);
            y = ref Unsafe.Add(ref y, yStride);
            RowDots.Store(RowDots.Sum(b0, b1, b2, b3), bias, row, ref y);
            y = ref Unsafe.Add(ref y, yStride);
            RowDots.Store(RowDots.Sum(c0, c1, c2, c3), bias, row, ref y);
            y = ref Unsafe.Add(ref y, yStride);
            RowDots.Store(RowDots.Sum(d0, d1, d2, d3), bias, row, ref y);
            y = ref Unsafe.Add(ref y, yStride);
            x = ref Unsafe.Add(ref x, Size * xStride);
        }
    }

    /// <summary>Sixteen weights with those values of four x that they multiply.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        Vector512<float> weights, ref float x, ref float third, nint xStride, nint at, ref Vector512<float> a, ref Vector512<float> b,
        ref Vector512<float> c, ref Vector512<float> d)
    {
        a = Vector512.FusedMultiplyAdd(weights, Vector512.LoadUnsafe(ref x, (nuint)at), a);
        b = Vector512.FusedMultiplyAdd(weights, Vector512.LoadUnsafe(ref x, (nuint)(at + xStride)), b);
        c = Vector512.FusedMultiplyAdd(weights, Vector512.LoadUnsafe(ref third, (nuint)at), c);
        d = Vector512.FusedMultiplyAdd(weights, Vector512.LoadUnsafe(ref third, (nuint)(at + xStride)), d);
    }
}
