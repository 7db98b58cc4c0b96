using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Numerics;

/// <summary>
/// 1 / (1 + e^-x) without an exponential function or a division, precise for results of every magnitude, subnormal ones too. The
/// same operations on both widths, and so the same bits.
/// </summary>
/// <remarks>
/// With |x| = 2n ln 2 + r, sigmoid(-|x|) = 2^-2n p(r), where p(r) = 1 / (2^-2n + e^r) is a polynomial of degree 7 whose coefficients
/// come from a table by n. From n = 13 on, where 2^-2n is below the precision, it is e^-r. The result is that, or one minus that
/// where x is positive: both come from the last multiply-add.
/// </remarks>
internal static class SegmentedSigmoid
{
    public const float Step = 1.38629436f;
    public const float InverseStep = 0.721347520f;

    /// <summary>
    /// <see cref="Step"/> is 3.8e-9 more than 2 ln 2. A factor of 1 - 3.8e-9 n makes up for it: n / 16 units of the last place of a
    /// float below a power of two.
    /// </summary>
    public const int StepErrorShift = 4;

    /// <summary>1.5 · 2^23: adding it rounds to the nearest whole number and leaves that in the low bits.</summary>
    public const float RoundingShift = 12582912f;

    public const int RoundingShiftBits = 0x4B400000;

    /// <summary>In the last segment that has a table entry.</summary>
    public const float TableBound = 18f;

    /// <summary>Beyond this magnitude e^-|x| is below half of the smallest float.</summary>
    public const float Bound = 104f;

    /// <summary>Of vrangeps: the operand of the smaller magnitude, without its sign. It loses NaN.</summary>
    private const byte SmallerMagnitude = 0b1010;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector512<float> magnitude = Vector512.MinNative(Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SigmoidBound)), x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)));
        Vector512<float> n = Vector512.FusedMultiplyAdd(magnitude, Vector512.Create(Unsafe.Add(ref tables, ActivationTables.InverseStep)), Vector512.Create(Unsafe.Add(ref tables, ActivationTables.RoundingShift)));
        Vector512<float> r = Vector512.FusedMultiplyAdd(n - Vector512.Create(Unsafe.Add(ref tables, ActivationTables.RoundingShift)), Vector512.Create(Unsafe.Add(ref tables, ActivationTables.NegativeStep)), magnitude);

        // The index has a chain of its own, so that the bound of the table needs no extra step.
        Vector512<int> index = Vector512.FusedMultiplyAdd(Avx512DQ.Range(x, Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SigmoidTableBound)), SmallerMagnitude), Vector512.Create(Unsafe.Add(ref tables, ActivationTables.InverseStep)), Vector512.Create(Unsafe.Add(ref tables, ActivationTables.RoundingShift))).AsInt32();
        Vector512<float> r2 = r * r;
        Vector512<float> c67 = Vector512.FusedMultiplyAdd(Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Sigmoid + (7 * ActivationTables.Line)), index), r, Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Sigmoid + (6 * ActivationTables.Line)), index));
        Vector512<float> c45 = Vector512.FusedMultiplyAdd(Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Sigmoid + (5 * ActivationTables.Line)), index), r, Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Sigmoid + (4 * ActivationTables.Line)), index));
        Vector512<float> c23 = Vector512.FusedMultiplyAdd(Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Sigmoid + (3 * ActivationTables.Line)), index), r, Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Sigmoid + (2 * ActivationTables.Line)), index));
        Vector512<float> c01 = Vector512.FusedMultiplyAdd(Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Sigmoid + (1 * ActivationTables.Line)), index), r, Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Sigmoid), index));
        Vector512<float> p = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(c67, r2, c45), r2 * r2, Vector512.FusedMultiplyAdd(c23, r2, c01));

        // 2^-2n less what the step is too long, negative for positive x; in two factors, as it may be subnormal
        Vector512<int> power = Vector512.Create(Unsafe.Add(ref tables, ActivationTables.One)).AsInt32() - (n.AsInt32() << 23);
        Vector512<float> scale = (power - ((n.AsInt32() >>> StepErrorShift) - Vector512.Create(Unsafe.Add(ref tables, ActivationTables.RoundingExcess)).AsInt32())).AsSingle()
            * (power.AsSingle() ^ Vector512.AndNot(Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SignBit)), x));

        // The last addend is 1 for positive x, else 0.
        return Vector512.FusedMultiplyAdd(p, scale, Vector512.AndNot(Vector512.Create(Unsafe.Add(ref tables, ActivationTables.One)), (x.AsInt32() >> 31).AsSingle()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector256<float> magnitude = Vector256.MinNative(Vector256.Create(Unsafe.Add(ref tables, ActivationTables.SigmoidBound)), x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)));
        Vector256<float> n = Vector256.FusedMultiplyAdd(magnitude, Vector256.Create(Unsafe.Add(ref tables, ActivationTables.InverseStep)), Vector256.Create(Unsafe.Add(ref tables, ActivationTables.RoundingShift)));
        Vector256<float> r = Vector256.FusedMultiplyAdd(n - Vector256.Create(Unsafe.Add(ref tables, ActivationTables.RoundingShift)), Vector256.Create(Unsafe.Add(ref tables, ActivationTables.NegativeStep)), magnitude);

        // The index has a chain of its own, so that the bound of the table needs no extra step.
        Vector256<int> index = Vector256.FusedMultiplyAdd(Vector256.MinNative(Vector256.Create(Unsafe.Add(ref tables, ActivationTables.SigmoidTableBound)), x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits))), Vector256.Create(Unsafe.Add(ref tables, ActivationTables.InverseStep)), Vector256.Create(Unsafe.Add(ref tables, ActivationTables.RoundingShift))).AsInt32();
        Vector256<float> r2 = r * r;
        Vector256<float> c67 = Vector256.FusedMultiplyAdd(Segments.Lookup(ref tables, ActivationTables.Sigmoid + (7 * ActivationTables.Line), index), r, Segments.Lookup(ref tables, ActivationTables.Sigmoid + (6 * ActivationTables.Line), index));
        Vector256<float> c45 = Vector256.FusedMultiplyAdd(Segments.Lookup(ref tables, ActivationTables.Sigmoid + (5 * ActivationTables.Line), index), r, Segments.Lookup(ref tables, ActivationTables.Sigmoid + (4 * ActivationTables.Line), index));
        Vector256<float> c23 = Vector256.FusedMultiplyAdd(Segments.Lookup(ref tables, ActivationTables.Sigmoid + (3 * ActivationTables.Line), index), r, Segments.Lookup(ref tables, ActivationTables.Sigmoid + (2 * ActivationTables.Line), index));
        Vector256<float> c01 = Vector256.FusedMultiplyAdd(Segments.Lookup(ref tables, ActivationTables.Sigmoid + (1 * ActivationTables.Line), index), r, Segments.Lookup(ref tables, ActivationTables.Sigmoid, index));
        Vector256<float> p = Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(c67, r2, c45), r2 * r2, Vector256.FusedMultiplyAdd(c23, r2, c01));

        // 2^-2n less what the step is too long, negative for positive x; in two factors, as it may be subnormal
        Vector256<int> power = Vector256.Create(Unsafe.Add(ref tables, ActivationTables.One)).AsInt32() - (n.AsInt32() << 23);
        Vector256<float> scale = (power - ((n.AsInt32() >>> StepErrorShift) - Vector256.Create(Unsafe.Add(ref tables, ActivationTables.RoundingExcess)).AsInt32())).AsSingle()
            * (power.AsSingle() ^ Vector256.AndNot(Vector256.Create(Unsafe.Add(ref tables, ActivationTables.SignBit)), x));

        // The last addend is 1 for positive x, else 0.
        return Vector256.FusedMultiplyAdd(p, scale, Vector256.AndNot(Vector256.Create(Unsafe.Add(ref tables, ActivationTables.One)), (x.AsInt32() >> 31).AsSingle()));
    }
}
