using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// y = W x for a matrix by rows in the words of <see cref="NarrowWeights"/>, with the sums of <see cref="RowDots"/> on what the weights
/// are rounded to.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NarrowRowDots
{
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TWords>(ref uint words, int stride, int rows, ref float x, ReadOnlySpan<float> bias, ref float y)
        where TWords : struct, IWords
    {
        int wordStride = (stride + FloatsPerPair - 1) / FloatsPerPair * AlignedBuffer.FloatsPerLine;
        for (int row = 0; row < rows; row++)
        {
            ref uint first = ref Unsafe.Add(ref words, (nint)row * wordStride);
            float sum = Vector512.IsHardwareAccelerated
                ? FixedOrderSum.Sum(Wide<TWords>(ref first, stride, ref x))
                : Vector256.IsHardwareAccelerated ? Narrow<TWords>(ref first, stride, ref x)
                : Narrowest<TWords>(ref first, stride, ref x);
            Unsafe.Add(ref y, row) = bias.IsEmpty ? sum : sum + bias[row];
        }
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
            Vector256<uint> first = Vector256.LoadUnsafe(ref words, (nuint)(at / 2));
            Vector256<uint> second = Vector256.LoadUnsafe(ref words, (nuint)((at / 2) + Vector256<uint>.Count));
            lower = MultiplyAdd(TWords.Low(first), ref x, at, lower);
            upper = MultiplyAdd(TWords.Low(second), ref x, at + Vector256<float>.Count, upper);
            lower = MultiplyAdd(TWords.High(first), ref x, at + AlignedBuffer.FloatsPerLine, lower);
            upper = MultiplyAdd(TWords.High(second), ref x, at + AlignedBuffer.FloatsPerLine + Vector256<float>.Count, upper);
        }

        if (at < stride)
        {
            lower = MultiplyAdd(TWords.Low(Vector256.LoadUnsafe(ref words, (nuint)(at / 2))), ref x, at, lower);
            upper = MultiplyAdd(
                TWords.Low(Vector256.LoadUnsafe(ref words, (nuint)((at / 2) + Vector256<uint>.Count))), ref x,
                at + Vector256<float>.Count, upper);
        }

        return FixedOrderSum.Sum(lower, upper);
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

    /// <summary>The floats in the halves of words.</summary>
    private interface IWords
    {
        static abstract Vector512<float> Low(Vector512<uint> words);

        static abstract Vector512<float> High(Vector512<uint> words);

        static abstract Vector256<float> Low(Vector256<uint> words);

        static abstract Vector256<float> High(Vector256<uint> words);

        static abstract Vector128<float> Low(Vector128<uint> words);

        static abstract Vector128<float> High(Vector128<uint> words);
    }

    private readonly struct BFloat16Words : IWords
    {
        private const uint Upper = 0xFFFF0000;

        public static Vector512<float> Low(Vector512<uint> words) => (words << 16).AsSingle();

        public static Vector512<float> High(Vector512<uint> words) => (words & Vector512.Create(Upper)).AsSingle();

        public static Vector256<float> Low(Vector256<uint> words) => (words << 16).AsSingle();

        public static Vector256<float> High(Vector256<uint> words) => (words & Vector256.Create(Upper)).AsSingle();

        public static Vector128<float> Low(Vector128<uint> words) => (words << 16).AsSingle();

        public static Vector128<float> High(Vector128<uint> words) => (words & Vector128.Create(Upper)).AsSingle();
    }

    /// <summary>A half shifted right by 3 below its sign is a float that is 2^112 times too small.</summary>
    private readonly struct Float16Words : IWords
    {
        public static Vector512<float> Low(Vector512<uint> words) => High(words << 16);

        public static Vector512<float> High(Vector512<uint> words) =>
            ((words.AsInt32() >> 3).AsUInt32() & Vector512.Create(NarrowWeights.HalfMask)).AsSingle()
            * Vector512.Create(NarrowWeights.HalfScale);

        public static Vector256<float> Low(Vector256<uint> words) => High(words << 16);

        public static Vector256<float> High(Vector256<uint> words) =>
            ((words.AsInt32() >> 3).AsUInt32() & Vector256.Create(NarrowWeights.HalfMask)).AsSingle()
            * Vector256.Create(NarrowWeights.HalfScale);

        public static Vector128<float> Low(Vector128<uint> words) => High(words << 16);

        public static Vector128<float> High(Vector128<uint> words) =>
            ((words.AsInt32() >> 3).AsUInt32() & Vector128.Create(NarrowWeights.HalfMask)).AsSingle()
            * Vector128.Create(NarrowWeights.HalfScale);
    }
}
