using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Benchmarks.Activations;

/// <summary>
/// 1 / (1 + e^-x) without an exponential function or a division, precise for results of every magnitude, subnormal ones too. The
/// same operations on both widths, and so the same bits.
/// </summary>
/// <remarks>
/// With |x| = 2n ln 2 + r, sigmoid(-|x|) = 2^-2n p(r), where p(r) = 1 / (2^-2n + e^r) is a polynomial of degree 7 whose coefficients
/// come from a table by n. From n = 13 on, where 2^-2n is below the precision, it is e^-r. The result is that, or one minus that
/// where x is positive: both come from the last multiply-add.
/// </remarks>
internal static class SegmentedSigmoidMath
{
    private const float Step = 1.38629436f;
    private const float InverseStep = 0.721347520f;

    /// <summary>
    /// <see cref="Step"/> is 3.8e-9 more than 2 ln 2. A factor of 1 - 3.8e-9 n makes up for it: n / 16 units of the last place of a
    /// float below a power of two.
    /// </summary>
    private const int StepErrorShift = 4;

    /// <summary>1.5 · 2^23: adding it rounds to the nearest whole number and leaves that in the low bits.</summary>
    private const float RoundingShift = 12582912f;

    private const int RoundingShiftBits = 0x4B400000;

    /// <summary>In the last segment that has a table entry.</summary>
    private const float TableBound = 18f;

    /// <summary>Beyond this magnitude e^-|x| is below half of the smallest float.</summary>
    private const float Bound = 104f;

    /// <summary>Of vrangeps: the operand of the smaller magnitude, without its sign. It loses NaN.</summary>
    private const byte SmallerMagnitude = 0b1010;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        Vector512<float> shift = Vector512.Create(RoundingShift);
        Vector512<float> magnitude = Vector512.MinNative(Vector512.Create(Bound), Vector512.Abs(x));
        Vector512<float> n = Vector512.FusedMultiplyAdd(magnitude, Vector512.Create(InverseStep), shift);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n - shift, Vector512.Create(-Step), magnitude);

        // The index has a chain of its own, so that the bound of the table needs no extra step.
        Vector512<int> index = Vector512.FusedMultiplyAdd(
            Avx512DQ.Range(x, Vector512.Create(TableBound), SmallerMagnitude),
            Vector512.Create(InverseStep),
            shift).AsInt32();
        Vector512<float> r2 = r * r;
        Vector512<float> c67 = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(SigmoidTable.C7, index),
            r,
            Avx512F.PermuteVar16x32(SigmoidTable.C6, index));
        Vector512<float> c45 = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(SigmoidTable.C5, index),
            r,
            Avx512F.PermuteVar16x32(SigmoidTable.C4, index));
        Vector512<float> c23 = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(SigmoidTable.C3, index),
            r,
            Avx512F.PermuteVar16x32(SigmoidTable.C2, index));
        Vector512<float> c01 = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(SigmoidTable.C1, index),
            r,
            Avx512F.PermuteVar16x32(SigmoidTable.C0, index));
        Vector512<float> low = Vector512.FusedMultiplyAdd(c23, r2, c01);
        Vector512<float> p = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(c67, r2, c45), r2 * r2, low);

        // 1 for positive x, else 0
        Vector512<float> whole = Vector512.AndNot(Vector512.Create(1f), (x.AsInt32() >> 31).AsSingle());
        return Vector512.FusedMultiplyAdd(p, Scale(n.AsInt32(), x), whole);
    }

    /// <summary>2^-2n less what <see cref="Step"/> is too long, negative for positive x. In two factors, as it may be subnormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Scale(Vector512<int> n, Vector512<float> x)
    {
        Vector512<int> power = Vector512.Create(1f).AsInt32() - (n << 23);
        Vector512<int> excess = (n >>> StepErrorShift) - Vector512.Create(RoundingShiftBits >>> StepErrorShift);
        return (power - excess).AsSingle() * (power.AsSingle() ^ Vector512.AndNot(Vector512.Create(-0f), x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x)
    {
        Vector256<float> shift = Vector256.Create(RoundingShift);
        Vector256<float> magnitude = Vector256.MinNative(Vector256.Create(Bound), Vector256.Abs(x));
        Vector256<float> n = Vector256.FusedMultiplyAdd(magnitude, Vector256.Create(InverseStep), shift);
        Vector256<float> r = Vector256.FusedMultiplyAdd(n - shift, Vector256.Create(-Step), magnitude);

        Vector256<int> index = Vector256.FusedMultiplyAdd(
            Vector256.MinNative(Vector256.Create(TableBound), Vector256.Abs(x)),
            Vector256.Create(InverseStep),
            shift).AsInt32();
        Vector256<float> r2 = r * r;
        Vector256<float> c67 = Vector256.FusedMultiplyAdd(SigmoidTable.C7At(index), r, SigmoidTable.C6At(index));
        Vector256<float> c45 = Vector256.FusedMultiplyAdd(SigmoidTable.C5At(index), r, SigmoidTable.C4At(index));
        Vector256<float> c23 = Vector256.FusedMultiplyAdd(SigmoidTable.C3At(index), r, SigmoidTable.C2At(index));
        Vector256<float> c01 = Vector256.FusedMultiplyAdd(SigmoidTable.C1At(index), r, SigmoidTable.C0At(index));
        Vector256<float> low = Vector256.FusedMultiplyAdd(c23, r2, c01);
        Vector256<float> p = Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(c67, r2, c45), r2 * r2, low);

        Vector256<float> whole = Vector256.AndNot(Vector256.Create(1f), (x.AsInt32() >> 31).AsSingle());
        return Vector256.FusedMultiplyAdd(p, Scale(n.AsInt32(), x), whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Scale(Vector256<int> n, Vector256<float> x)
    {
        Vector256<int> power = Vector256.Create(1f).AsInt32() - (n << 23);
        Vector256<int> excess = (n >>> StepErrorShift) - Vector256.Create(RoundingShiftBits >>> StepErrorShift);
        return (power - excess).AsSingle() * (power.AsSingle() ^ Vector256.AndNot(Vector256.Create(-0f), x));
    }
}
