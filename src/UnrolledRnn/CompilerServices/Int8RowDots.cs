using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// y = W x for a matrix by rows of eight bits with a scale for each, as <see cref="NarrowWeights.PackInt8"/> lays them out. x is rounded to
/// sixteen bits with one scale, so that products and sums are whole numbers: exact, in any order, and so the same to the last bit on
/// every machine. Where x has a value that is not finite, every y is NaN.
/// </summary>
internal static class Int8RowDots
{
    private const int RowsAtOnce = 4;
    private const int RowsAhead = 2 * RowsAtOnce;
    private const int ValuesAtOnce = 8;
    private const int BytesOfLine = AlignedBuffer.FloatsPerLine * sizeof(float);

    /// <summary>y_s = W x_s + b for several x; W is read once for eight of them.</summary>
    /// <param name="words">The first row of W.</param>
    /// <param name="stride">Floats of a row of x, a multiple of 16.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="x">The first x, as many floats as a row.</param>
    /// <param name="xStride">Floats from one x to the next.</param>
    /// <param name="count">How many.</param>
    /// <param name="bias">A float for each row; or nothing.</param>
    /// <param name="y">The first y, a float for each row.</param>
    /// <param name="yStride">Floats from one y to the next.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RunMany(
        ref uint words, int stride, int rows, ref float x, nint xStride, int count, ReadOnlySpan<float> bias, ref float y, nint yStride)
    {
        int bytes = RoundedValues.Stride(stride);
        Span<short> values = stackalloc short[Math.Min(count, ValuesAtOnce) * bytes];
        Span<float> units = stackalloc float[ValuesAtOnce];
        for (int first = 0; first < count; first += ValuesAtOnce)
        {
            int together = Math.Min(ValuesAtOnce, count - first);
            for (int i = 0; i < together; i++)
            {
                units[i] = RoundedValues.Round(ref Unsafe.Add(ref x, (first + i) * xStride), stride, values.Slice(i * bytes, bytes));
            }

            RunTogether(ref words, bytes, rows, values, units[..together], bias, ref Unsafe.Add(ref y, first * yStride), yStride);
        }
    }

    /// <summary>Four rows after the other, each with all x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunTogether(
        ref uint words, nint bytes, int rows, ReadOnlySpan<short> values, ReadOnlySpan<float> units, ReadOnlySpan<float> bias,
        ref float y, nint yStride)
    {
        nint rowWords = bytes / sizeof(uint);
        int whole = (rows + RowsAtOnce - 1) / RowsAtOnce * RowsAtOnce;
        ref float scales = ref Unsafe.As<uint, float>(ref Unsafe.Add(ref words, whole * rowWords));
        ref short value = ref MemoryMarshal.GetReference(values);
        for (int row = 0; row < rows; row += RowsAtOnce)
        {
            ref sbyte weights = ref Unsafe.As<uint, sbyte>(ref Unsafe.Add(ref words, row * rowWords));
            Vector128<float> scale = Vector128.LoadUnsafe(ref scales, (nuint)row);
            for (int i = 0; i < units.Length; i++)
            {
                ref short of = ref Unsafe.Add(ref value, i * bytes);
                Vector128<int> sums = Avx512BW.IsSupported ? FourOn512(ref weights, bytes, ref of)
                    : Avx2.IsSupported ? FourOn256(ref weights, bytes, ref of)
                    : FourOn128(ref weights, bytes, ref of);
                Vector128<float> results = Vector128.ConvertToSingle(sums) * (scale * Vector128.Create(units[i]));
                Store(results, bias, row, rows, ref Unsafe.Add(ref y, i * yStride));
            }
        }
    }

    private static void Store(Vector128<float> results, ReadOnlySpan<float> bias, int row, int rows, ref float y)
    {
        if (row + RowsAtOnce <= rows)
        {
            RowDots.Store(results, bias, row, ref Unsafe.Add(ref y, row));
            return;
        }

        for (int i = row; i < rows; i++)
        {
            float result = results[i - row];
            Unsafe.Add(ref y, i) = bias.IsEmpty ? result : result + bias[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> FourOn512(ref sbyte weights, nint bytes, ref short values)
    {
        Vector512<int> s0 = default, s1 = default, s2 = default, s3 = default;
        for (nint at = 0; at < bytes; at += Vector512<short>.Count)
        {
            if (at % BytesOfLine == 0)
            {
                Prefetch(ref weights, bytes, at);
            }

            Vector512<short> value = Vector512.LoadUnsafe(ref values, (nuint)at);
            s0 += Avx512BW.MultiplyAddAdjacent(Widened512(ref weights, at), value);
            s1 += Avx512BW.MultiplyAddAdjacent(Widened512(ref weights, at + bytes), value);
            s2 += Avx512BW.MultiplyAddAdjacent(Widened512(ref weights, at + (2 * bytes)), value);
            s3 += Avx512BW.MultiplyAddAdjacent(Widened512(ref weights, at + (3 * bytes)), value);
        }

        return Sum(
            s0.GetLower() + s0.GetUpper(), s1.GetLower() + s1.GetUpper(),
            s2.GetLower() + s2.GetUpper(), s3.GetLower() + s3.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> FourOn256(ref sbyte weights, nint bytes, ref short values)
    {
        Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default;
        for (nint at = 0; at < bytes; at += Vector256<short>.Count)
        {
            if (at % BytesOfLine == 0)
            {
                Prefetch(ref weights, bytes, at);
            }

            Vector256<short> value = Vector256.LoadUnsafe(ref values, (nuint)at);
            s0 += Avx2.MultiplyAddAdjacent(Widened256(ref weights, at), value);
            s1 += Avx2.MultiplyAddAdjacent(Widened256(ref weights, at + bytes), value);
            s2 += Avx2.MultiplyAddAdjacent(Widened256(ref weights, at + (2 * bytes)), value);
            s3 += Avx2.MultiplyAddAdjacent(Widened256(ref weights, at + (3 * bytes)), value);
        }

        return Sum(s0, s1, s2, s3);
    }

    private static Vector128<int> FourOn128(ref sbyte weights, nint bytes, ref short values) => Vector128.Create(
        DotOn128(ref weights, bytes, ref values),
        DotOn128(ref Unsafe.Add(ref weights, bytes), bytes, ref values),
        DotOn128(ref Unsafe.Add(ref weights, 2 * bytes), bytes, ref values),
        DotOn128(ref Unsafe.Add(ref weights, 3 * bytes), bytes, ref values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DotOn128(ref sbyte weights, nint bytes, ref short values)
    {
        Vector128<int> even = default, odd = default;
        for (nint at = 0; at < bytes; at += Vector128<sbyte>.Count)
        {
            (Vector128<short> low, Vector128<short> high) = Vector128.Widen(Vector128.LoadUnsafe(ref weights, (nuint)at));
            Vector128<short> first = Vector128.LoadUnsafe(ref values, (nuint)at);
            Vector128<short> second = Vector128.LoadUnsafe(ref values, (nuint)(at + Vector128<short>.Count));
            even += (Vector128.WidenLower(low) * Vector128.WidenLower(first)) + (Vector128.WidenLower(high) * Vector128.WidenLower(second));
            odd += (Vector128.WidenUpper(low) * Vector128.WidenUpper(first)) + (Vector128.WidenUpper(high) * Vector128.WidenUpper(second));
        }

        return Vector128.Sum(even + odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Widened512(ref sbyte weights, nint at) =>
        Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref weights, (nuint)at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Widened256(ref sbyte weights, nint at) =>
        Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref weights, (nuint)at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Sum(Vector256<int> s0, Vector256<int> s1, Vector256<int> s2, Vector256<int> s3) =>
        Ssse3.HorizontalAdd(
            Ssse3.HorizontalAdd(s0.GetLower() + s0.GetUpper(), s1.GetLower() + s1.GetUpper()),
            Ssse3.HorizontalAdd(s2.GetLower() + s2.GetUpper(), s3.GetLower() + s3.GetUpper()));

    /// <summary>A line of each of four rows that the rows after the next ones lie behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref sbyte weights, nint bytes, nint at)
    {
        byte* first = (byte*)Unsafe.AsPointer(ref weights) + (RowsAhead * bytes) + at;
        Sse.Prefetch0(first);
        Sse.Prefetch0(first + bytes);
        Sse.Prefetch0(first + (2 * bytes));
        Sse.Prefetch0(first + (3 * bytes));
    }
}
