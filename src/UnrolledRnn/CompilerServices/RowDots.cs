using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// y = W x for a matrix by rows, whose dot products have the order of <see cref="FixedOrderSum"/>: with wide vectors four rows at a time,
/// each with sixteen running sums. None is inlined: in the step of a large network, the JIT would not inline what it calls any more.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowDots
{
    private const int RowsAtOnce = 4;
    private const int RowsAhead = 2 * RowsAtOnce;

    /// <summary>y = W x + b</summary>
    /// <param name="weights">The first row of W.</param>
    /// <param name="stride">Floats of a row, a multiple of 16; those behind the terms are zeros.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="x">As many floats as a row.</param>
    /// <param name="bias">A float for each row; or nothing.</param>
    /// <param name="y">A float for each row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run(ref float weights, int stride, int rows, ref float x, ReadOnlySpan<float> bias, ref float y)
    {
        int row = 0;
        for (; Vector256.IsHardwareAccelerated && row <= rows - RowsAtOnce; row += RowsAtOnce)
        {
            ref float first = ref Unsafe.Add(ref weights, (nint)row * stride);
            Vector128<float> sums = Vector512.IsHardwareAccelerated ? FourWide(ref first, stride, ref x) : Four(ref first, stride, ref x);
            Store(sums, bias, row, ref Unsafe.Add(ref y, row));
        }

        for (; row < rows; row++)
        {
            float sum = FixedOrderSum.Dot(ref Unsafe.Add(ref weights, (nint)row * stride), ref x, stride);
            Unsafe.Add(ref y, row) = bias.IsEmpty ? sum : sum + bias[row];
        }
    }

    /// <summary>y_s = W x_s + b for several x, with the bits of one after the other; W is read once for all.</summary>
    /// <param name="weights">The first row of W.</param>
    /// <param name="stride">Floats of a row, a multiple of 16; those behind the terms are zeros.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="x">The first x, as many floats as a row.</param>
    /// <param name="xStride">Floats from one x to the next.</param>
    /// <param name="count">How many.</param>
    /// <param name="bias">A float for each row; or nothing.</param>
    /// <param name="y">The first y, a float for each row.</param>
    /// <param name="yStride">Floats from one y to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RunMany(
        ref float weights, int stride, int rows, ref float x, nint xStride, int count, ReadOnlySpan<float> bias, ref float y, nint yStride)
    {
        int tiled = Vector512.IsHardwareAccelerated ? count / RowTiles.Size * RowTiles.Size : 0;
        int row = 0;
        for (; tiled > 0 && row <= rows - RowTiles.Size; row += RowTiles.Size)
        {
            ref float first = ref Unsafe.Add(ref weights, (nint)row * stride);
            RowTiles.Run<Floats>(ref first, stride, stride, ref x, xStride, tiled, bias, row, ref Unsafe.Add(ref y, row), yStride);
        }

        for (int i = 0; i < count; i++)
        {
            int first = i < tiled ? row : 0;
            Run(
                ref Unsafe.Add(ref weights, (nint)first * stride), stride, rows - first, ref Unsafe.Add(ref x, i * xStride),
                bias.IsEmpty ? bias : bias[first..], ref Unsafe.Add(ref y, (i * yStride) + first));
        }
    }

    /// <summary>Writes the sums of four rows with their biases.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="bias">A float for each row; or nothing.</param>
    /// <param name="row">The first of the four.</param>
    /// <param name="y">Where its result goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(Vector128<float> sums, ReadOnlySpan<float> bias, int row, ref float y)
    {
        Vector128<float> values = bias.IsEmpty ? sums : sums + Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(bias), (nuint)row);
        values.StoreUnsafe(ref y);
    }

    /// <summary>
    /// Asks for the four cache lines that come as far behind the rows ahead as a line of four rows at once is in them: the processor does
    /// not see on its own that rows read side by side are one piece of memory. No address is a wrong one here.
    /// </summary>
    /// <param name="row">The first of four rows.</param>
    /// <param name="ahead">How far from there the rows begin that are asked for.</param>
    /// <param name="at">Where in the rows the sums are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Prefetch(ref float row, nint ahead, nint at)
    {
        if (Sse.IsSupported)
        {
            float* first = (float*)Unsafe.AsPointer(ref row) + ahead + (RowsAtOnce * at);
            Sse.Prefetch0(first);
            Sse.Prefetch0(first + AlignedBuffer.FloatsPerLine);
            Sse.Prefetch0(first + (2 * AlignedBuffer.FloatsPerLine));
            Sse.Prefetch0(first + (3 * AlignedBuffer.FloatsPerLine));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> FourWide(ref float w, nint stride, ref float x)
    {
        ref float third = ref Unsafe.Add(ref w, 2 * stride);
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default;
        for (nint i = 0; i < stride; i += Vector512<float>.Count)
        {
            Prefetch(ref w, RowsAhead * stride, i);
            Vector512<float> value = Vector512.LoadUnsafe(ref x, (nuint)i);
            s0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w, (nuint)i), value, s0);
            s1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w, (nuint)(i + stride)), value, s1);
            s2 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref third, (nuint)i), value, s2);
            s3 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref third, (nuint)(i + stride)), value, s3);
        }

        return Sum(s0, s1, s2, s3);
    }

    /// <summary>Σ over the lanes of each of four vectors, in the order of <see cref="FixedOrderSum"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Sum(Vector512<float> s0, Vector512<float> s1, Vector512<float> s2, Vector512<float> s3) =>
        Sum(Half(s0), Half(s1), Half(s2), Half(s3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Four(ref float w, nint stride, ref float x)
    {
        ref float third = ref Unsafe.Add(ref w, 2 * stride);
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default, t0 = default, t1 = default, t2 = default, t3 = default;
        for (nint i = 0; i < stride; i += 2 * Vector256<float>.Count)
        {
            Prefetch(ref w, RowsAhead * stride, i);
            Vector256<float> low = Vector256.LoadUnsafe(ref x, (nuint)i);
            Vector256<float> high = Vector256.LoadUnsafe(ref x, (nuint)(i + Vector256<float>.Count));
            s0 = MultiplyAdd(ref w, i, low, s0);
            t0 = MultiplyAdd(ref w, i + Vector256<float>.Count, high, t0);
            s1 = MultiplyAdd(ref w, i + stride, low, s1);
            t1 = MultiplyAdd(ref w, i + stride + Vector256<float>.Count, high, t1);
            s2 = MultiplyAdd(ref third, i, low, s2);
            t2 = MultiplyAdd(ref third, i + Vector256<float>.Count, high, t2);
            s3 = MultiplyAdd(ref third, i + stride, low, s3);
            t3 = MultiplyAdd(ref third, i + stride + Vector256<float>.Count, high, t3);
        }

        return Sum(s0 + t0, s1 + t1, s2 + t2, s3 + t3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> MultiplyAdd(ref float weights, nint at, Vector256<float> value, Vector256<float> sum) =>
        Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref weights, (nuint)at), value, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Half(Vector512<float> sums) => sums.GetLower() + sums.GetUpper();

    /// <summary>Σ over the lanes of each of four vectors, in the order of <see cref="FixedOrderSum"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Sum(Vector256<float> s0, Vector256<float> s1, Vector256<float> s2, Vector256<float> s3)
    {
        Vector128<float> a = s0.GetLower() + s0.GetUpper();
        Vector128<float> b = s1.GetLower() + s1.GetUpper();
        Vector128<float> c = s2.GetLower() + s2.GetUpper();
        Vector128<float> d = s3.GetLower() + s3.GetUpper();

        // a0 + a2, b0 + b2, a1 + a3, b1 + b3
        Vector128<float> first = Sse.UnpackLow(a, b) + Sse.UnpackHigh(a, b);
        Vector128<float> second = Sse.UnpackLow(c, d) + Sse.UnpackHigh(c, d);
        return Sse.MoveLowToHigh(first, second) + Sse.MoveHighToLow(second, first);
    }

    private readonly struct Floats : RowTiles.IRows
    {
        public static Vector512<float> First(ref float row, nint at) => Vector512.LoadUnsafe(ref row, (nuint)at);

        public static Vector512<float> Second(ref float row, nint at) =>
            Vector512.LoadUnsafe(ref row, (nuint)(at + AlignedBuffer.FloatsPerLine));

        public static bool HasTwoLines => true;

        public static nint PlaceOf(nint at) => at;
    }
}
