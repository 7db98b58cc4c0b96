using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// y = W x for a matrix by rows in the words of <see cref="NarrowWeights"/>, four rows at a time, with the sums of <see cref="RowDots"/> on
/// what the weights are rounded to.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class NarrowRowDots
{
    private const int RowsAtOnce = 4;
    private const int RowsAhead = 2 * RowsAtOnce;
    private const int FloatsPerPair = 2 * AlignedBuffer.FloatsPerLine;

    /// <summary>y = W x + b, W in bfloat16.</summary>
    /// <param name="words">The first row of W.</param>
    /// <param name="stride">Floats of a row, a multiple of 16.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="x">As many floats as a row.</param>
    /// <param name="bias">A float for each row; or nothing.</param>
    /// <param name="y">A float for each row.</param>
    public static void RunBFloat16(ref uint words, int stride, int rows, ref float x, ReadOnlySpan<float> bias, ref float y) =>
        Run<BFloat16Words>(ref words, stride, rows, ref x, bias, ref y);

    /// <summary>y = W x + b, W in float16.</summary>
    /// <inheritdoc cref="RunBFloat16"/>
    public static void RunFloat16(ref uint words, int stride, int rows, ref float x, ReadOnlySpan<float> bias, ref float y) =>
        Run<Float16Words>(ref words, stride, rows, ref x, bias, ref y);

    /// <summary>y_s = W x_s + b for several x, W in bfloat16, with the bits of one after the other; W is read once for all.</summary>
    /// <param name="words">The first row of W.</param>
    /// <param name="stride">Floats of a row, a multiple of 16.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="x">The first x, as many floats as a row.</param>
    /// <param name="xStride">Floats from one x to the next.</param>
    /// <param name="count">How many.</param>
    /// <param name="bias">A float for each row; or nothing.</param>
    /// <param name="y">The first y, a float for each row.</param>
    /// <param name="yStride">Floats from one y to the next.</param>
    public static void RunManyBFloat16(
        ref uint words, int stride, int rows, ref float x, nint xStride, int count, ReadOnlySpan<float> bias, ref float y, nint yStride) =>
        RunMany<BFloat16Words>(ref words, stride, rows, ref x, xStride, count, bias, ref y, yStride);

    /// <summary>y_s = W x_s + b for several x, W in float16, with the bits of one after the other; W is read once for all.</summary>
    /// <inheritdoc cref="RunManyBFloat16"/>
    public static void RunManyFloat16(
        ref uint words, int stride, int rows, ref float x, nint xStride, int count, ReadOnlySpan<float> bias, ref float y, nint yStride) =>
        RunMany<Float16Words>(ref words, stride, rows, ref x, xStride, count, bias, ref y, yStride);

    /// <summary>y = W x + b, W in eight bits with a scale for each row; x is rounded to sixteen bits, and sums are whole numbers.</summary>
    /// <inheritdoc cref="RunBFloat16"/>
    public static void RunInt8(ref uint words, int stride, int rows, ref float x, ReadOnlySpan<float> bias, ref float y) =>
        Int8RowDots.RunMany(ref words, stride, rows, ref x, xStride: 0, count: 1, bias, ref y, yStride: 0);

    /// <summary>y_s = W x_s + b for several x, W in eight bits, with the bits of one after the other; W is read once for eight.</summary>
    /// <inheritdoc cref="RunManyBFloat16"/>
    public static void RunManyInt8(
        ref uint words, int stride, int rows, ref float x, nint xStride, int count, ReadOnlySpan<float> bias, ref float y, nint yStride) =>
        Int8RowDots.RunMany(ref words, stride, rows, ref x, xStride, count, bias, ref y, yStride);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunMany<TWords>(
        ref uint words, int stride, int rows, ref float x, nint xStride, int count, ReadOnlySpan<float> bias, ref float y, nint yStride)
        where TWords : struct, IWords
    {
        nint wordStride = (stride + FloatsPerPair - 1) / FloatsPerPair * AlignedBuffer.FloatsPerLine;
        int tiled = Vector512.IsHardwareAccelerated ? count / RowTiles.Size * RowTiles.Size : 0;
        int row = 0;
        for (; tiled > 0 && row <= rows - RowTiles.Size; row += RowTiles.Size)
        {
            ref float first = ref Unsafe.As<uint, float>(ref Unsafe.Add(ref words, row * wordStride));
            RowTiles.Run<Pairs<TWords>>(
                ref first, wordStride, stride, ref x, xStride, tiled, bias, row, ref Unsafe.Add(ref y, row), yStride);
        }

        for (int i = 0; i < count; i++)
        {
            int first = i < tiled ? row : 0;
            Run<TWords>(
                ref Unsafe.Add(ref words, first * wordStride), stride, rows - first, ref Unsafe.Add(ref x, i * xStride),
                bias.IsEmpty ? bias : bias[first..], ref Unsafe.Add(ref y, (i * yStride) + first));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<TWords>(ref uint words, nint stride, int rows, ref float x, ReadOnlySpan<float> bias, ref float y)
        where TWords : struct, IWords
    {
        nint wordStride = (stride + FloatsPerPair - 1) / FloatsPerPair * AlignedBuffer.FloatsPerLine;
        int row = 0;
        for (; Vector256.IsHardwareAccelerated && row <= rows - RowsAtOnce; row += RowsAtOnce)
        {
            ref uint first = ref Unsafe.Add(ref words, (nint)row * wordStride);
            Vector128<float> sums = Vector512.IsHardwareAccelerated
                ? FourWide<TWords>(ref first, wordStride, stride, ref x)
                : FourNarrow<TWords>(ref first, wordStride, stride, ref x);
            RowDots.Store(sums, bias, row, ref Unsafe.Add(ref y, row));
        }

        for (; row < rows; row++)
        {
            ref uint first = ref Unsafe.Add(ref words, (nint)row * wordStride);
            float sum = Vector512.IsHardwareAccelerated
                ? FixedOrderSum.Sum(Wide<TWords>(ref first, stride, ref x))
                : Vector256.IsHardwareAccelerated ? Narrow<TWords>(ref first, stride, ref x)
                : Narrowest<TWords>(ref first, stride, ref x);
            Unsafe.Add(ref y, row) = bias.IsEmpty ? sum : sum + bias[row];
        }
    }

    /// <summary>Four rows at once: what multiplies them is loaded once, and their sums do not wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> FourWide<TWords>(ref uint words, nint wordStride, nint stride, ref float x)
        where TWords : struct, IWords
    {
        ref uint third = ref Unsafe.Add(ref words, 2 * wordStride);
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default;
        nint at = 0;
        for (; at <= stride - FloatsPerPair; at += FloatsPerPair)
        {
            RowDots.Prefetch(ref Unsafe.As<uint, float>(ref words), RowsAhead * wordStride, at / 2);
            Vector512<uint> w0 = Vector512.LoadUnsafe(ref words, (nuint)(at / 2));
            Vector512<uint> w1 = Vector512.LoadUnsafe(ref words, (nuint)((at / 2) + wordStride));
            Vector512<uint> w2 = Vector512.LoadUnsafe(ref third, (nuint)(at / 2));
            Vector512<uint> w3 = Vector512.LoadUnsafe(ref third, (nuint)((at / 2) + wordStride));
            Vector512<float> low = Vector512.LoadUnsafe(ref x, (nuint)at);
            Vector512<float> high = Vector512.LoadUnsafe(ref x, (nuint)(at + AlignedBuffer.FloatsPerLine));
            s0 = Vector512.FusedMultiplyAdd(TWords.Low(w0), low, s0);
            s1 = Vector512.FusedMultiplyAdd(TWords.Low(w1), low, s1);
            s2 = Vector512.FusedMultiplyAdd(TWords.Low(w2), low, s2);
            s3 = Vector512.FusedMultiplyAdd(TWords.Low(w3), low, s3);
            s0 = Vector512.FusedMultiplyAdd(TWords.High(w0), high, s0);
            s1 = Vector512.FusedMultiplyAdd(TWords.High(w1), high, s1);
            s2 = Vector512.FusedMultiplyAdd(TWords.High(w2), high, s2);
            s3 = Vector512.FusedMultiplyAdd(TWords.High(w3), high, s3);
        }

        if (at < stride)
        {
            Vector512<float> last = Vector512.LoadUnsafe(ref x, (nuint)at);
            nuint word = (nuint)(at / 2);
            s0 = Vector512.FusedMultiplyAdd(TWords.Low(Vector512.LoadUnsafe(ref words, word)), last, s0);
            s1 = Vector512.FusedMultiplyAdd(TWords.Low(Vector512.LoadUnsafe(ref words, word + (nuint)wordStride)), last, s1);
            s2 = Vector512.FusedMultiplyAdd(TWords.Low(Vector512.LoadUnsafe(ref third, word)), last, s2);
            s3 = Vector512.FusedMultiplyAdd(TWords.Low(Vector512.LoadUnsafe(ref third, word + (nuint)wordStride)), last, s3);
        }

        return RowDots.Sum(s0, s1, s2, s3);
    }

    /// <summary>The same with vectors of 256 bits, two for the sixteen sums of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> FourNarrow<TWords>(ref uint words, nint wordStride, nint stride, ref float x)
        where TWords : struct, IWords
    {
        ref uint third = ref Unsafe.Add(ref words, 2 * wordStride);
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default, t0 = default, t1 = default, t2 = default, t3 = default;
        nint at = 0;
        for (; at <= stride - FloatsPerPair; at += FloatsPerPair)
        {
            nint word = at / 2;
            RowDots.Prefetch(ref Unsafe.As<uint, float>(ref words), RowsAhead * wordStride, word);
            AddPair<TWords>(ref words, word, ref x, at, ref s0, ref t0);
            AddPair<TWords>(ref words, word + wordStride, ref x, at, ref s1, ref t1);
            AddPair<TWords>(ref third, word, ref x, at, ref s2, ref t2);
            AddPair<TWords>(ref third, word + wordStride, ref x, at, ref s3, ref t3);
        }

        if (at < stride)
        {
            nint word = at / 2;
            AddLow<TWords>(ref words, word, ref x, at, ref s0, ref t0);
            AddLow<TWords>(ref words, word + wordStride, ref x, at, ref s1, ref t1);
            AddLow<TWords>(ref third, word, ref x, at, ref s2, ref t2);
            AddLow<TWords>(ref third, word + wordStride, ref x, at, ref s3, ref t3);
        }

        return RowDots.Sum(s0 + t0, s1 + t1, s2 + t2, s3 + t3);
    }

    /// <summary>Adds the products of a row with 32 values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPair<TWords>(
        ref uint words, nint word, ref float x, nint at, ref Vector256<float> lower, ref Vector256<float> upper)
        where TWords : struct, IWords
    {
        Vector256<uint> first = Vector256.LoadUnsafe(ref words, (nuint)word);
        Vector256<uint> second = Vector256.LoadUnsafe(ref words, (nuint)(word + Vector256<uint>.Count));
        lower = MultiplyAdd(TWords.Low(first), ref x, at, lower);
        upper = MultiplyAdd(TWords.Low(second), ref x, at + Vector256<float>.Count, upper);
        lower = MultiplyAdd(TWords.High(first), ref x, at + AlignedBuffer.FloatsPerLine, lower);
        upper = MultiplyAdd(TWords.High(second), ref x, at + AlignedBuffer.FloatsPerLine + Vector256<float>.Count, upper);
    }

    /// <summary>Adds the products of a row with its last sixteen values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddLow<TWords>(
        ref uint words, nint word, ref float x, nint at, ref Vector256<float> lower, ref Vector256<float> upper)
        where TWords : struct, IWords
    {
        lower = MultiplyAdd(TWords.Low(Vector256.LoadUnsafe(ref words, (nuint)word)), ref x, at, lower);
        upper = MultiplyAdd(
            TWords.Low(Vector256.LoadUnsafe(ref words, (nuint)(word + Vector256<uint>.Count))), ref x, at + Vector256<float>.Count, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Wide<TWords>(ref uint words, nint stride, ref float x)
        where TWords : struct, IWords
    {
        Vector512<float> sum = default;
        nint at = 0;
        for (; at <= stride - FloatsPerPair; at += FloatsPerPair)
        {
            Vector512<uint> pair = Vector512.LoadUnsafe(ref words, (nuint)(at / 2));
            sum = Vector512.FusedMultiplyAdd(TWords.Low(pair), Vector512.LoadUnsafe(ref x, (nuint)at), sum);
            sum = Vector512.FusedMultiplyAdd(
                TWords.High(pair), Vector512.LoadUnsafe(ref x, (nuint)(at + AlignedBuffer.FloatsPerLine)), sum);
        }

        if (at < stride)
        {
            Vector512<uint> last = Vector512.LoadUnsafe(ref words, (nuint)(at / 2));
            sum = Vector512.FusedMultiplyAdd(TWords.Low(last), Vector512.LoadUnsafe(ref x, (nuint)at), sum);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Narrow<TWords>(ref uint words, nint stride, ref float x)
        where TWords : struct, IWords
    {
        Vector256<float> lower = default, upper = default;
        nint at = 0;
        for (; at <= stride - FloatsPerPair; at += FloatsPerPair)
        {
            AddPair<TWords>(ref words, at / 2, ref x, at, ref lower, ref upper);
        }

        if (at < stride)
        {
            AddLow<TWords>(ref words, at / 2, ref x, at, ref lower, ref upper);
        }

        return FixedOrderSum.Sum(lower + upper, Vector256<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Narrowest<TWords>(ref uint words, nint stride, ref float x)
        where TWords : struct, IWords
    {
        Vector128<float> s0 = default, s1 = default, s2 = default, s3 = default;
        for (nint at = 0; at < stride; at += FloatsPerPair)
        {
            nuint word = (nuint)(at / 2);
            Vector128<uint> w0 = Vector128.LoadUnsafe(ref words, word);
            Vector128<uint> w1 = Vector128.LoadUnsafe(ref words, word + 4);
            Vector128<uint> w2 = Vector128.LoadUnsafe(ref words, word + 8);
            Vector128<uint> w3 = Vector128.LoadUnsafe(ref words, word + 12);
            s0 = MultiplyAdd(TWords.Low(w0), ref x, at, s0);
            s1 = MultiplyAdd(TWords.Low(w1), ref x, at + 4, s1);
            s2 = MultiplyAdd(TWords.Low(w2), ref x, at + 8, s2);
            s3 = MultiplyAdd(TWords.Low(w3), ref x, at + 12, s3);
            if (at <= stride - FloatsPerPair)
            {
                s0 = MultiplyAdd(TWords.High(w0), ref x, at + 16, s0);
                s1 = MultiplyAdd(TWords.High(w1), ref x, at + 20, s1);
                s2 = MultiplyAdd(TWords.High(w2), ref x, at + 24, s2);
                s3 = MultiplyAdd(TWords.High(w3), ref x, at + 28, s3);
            }
        }

        return FixedOrderSum.Sum(s0, s1, s2, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> MultiplyAdd(Vector128<float> weights, ref float x, nint at, Vector128<float> sum) =>
        Vector128.MultiplyAddEstimate(weights, Vector128.LoadUnsafe(ref x, (nuint)at), sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> MultiplyAdd(Vector256<float> weights, ref float x, nint at, Vector256<float> sum) =>
        Vector256.MultiplyAddEstimate(weights, Vector256.LoadUnsafe(ref x, (nuint)at), sum);
}
