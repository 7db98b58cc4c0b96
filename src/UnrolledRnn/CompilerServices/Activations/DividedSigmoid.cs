using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// 1 / (1 + e^-x) by e^-|x| and a division, precise for results of every magnitude, subnormal ones too. Kernels are bound by
/// operations more than by this chain, and it takes a third fewer of them than polynomials by a table would. The same values on
/// both widths, and so the same bits.
/// </summary>
/// <remarks>
/// e^-|x| = 2^n e^r, with n in eighths, whose powers come from a table, and e^r - 1 of degree 3 (minimax, error 2.6e-8). The result
/// is 1 / (1 + e^-|x|), or e^-|x| / (1 + e^-|x|) for negative x. Numerator and denominator are 2^64 times as large, so that only the
/// quotient may be subnormal.
/// </remarks>
internal static partial class DividedSigmoid
{
    /// <summary>1 / ln 2</summary>
    public const float InverseLn2 = 1.442695f;

    /// <summary>ln 2, and how much more that is than the exact value.</summary>
    public const float Ln2 = 0.6931472f;
    public const float Ln2Error = 1.9046544e-09f;

    /// <summary>1.5 · 2^20: adding it rounds to the nearest eighth and leaves the number of eighths in the low bits.</summary>
    public const float RoundingShift = 1572864f;

    /// <summary>Beyond this magnitude e^-|x| is below half of the smallest float.</summary>
    public const float Bound = 104f;

    /// <summary>2^64</summary>
    public const float Scale = 1.8446744e+19f;

    public const float C2 = 0.500064492f;
    public const float C3 = 0.166668579f;

    /// <summary>2^(j/8), twice for sixteen lanes.</summary>
    public static ReadOnlySpan<float> PowersOfTwo =>
    [
        1f, 1.0905077f, 1.1892071f, 1.2968396f, 1.4142135f, 1.5422108f, 1.6817929f, 1.8340081f,
        1f, 1.0905077f, 1.1892071f, 1.2968396f, 1.4142135f, 1.5422108f, 1.6817929f, 1.8340081f,
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector512<float> negative = Vector512.MaxNative(
            Vector512.Create(Unsafe.Add(ref tables, ActivationTables.NegativeSigmoidBound)),
            x | Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SignBit)));
        Vector512<float> shifted = Vector512.FusedMultiplyAdd(
            negative,
            Vector512.Create(Unsafe.Add(ref tables, ActivationTables.InverseLn2)),
            Vector512.Create(Unsafe.Add(ref tables, ActivationTables.RoundingShift)));
        Vector512<float> n = shifted - Vector512.Create(Unsafe.Add(ref tables, ActivationTables.RoundingShift));
        Vector512<float> r = Vector512.FusedMultiplyAdd(
            n, Vector512.Create(Unsafe.Add(ref tables, ActivationTables.NegativeLn2)), negative);

        // e^r - 1; what ln 2 is too large goes into its linear term alone
        Vector512<float> p = Vector512.FusedMultiplyAdd(
            Vector512.Create(Unsafe.Add(ref tables, ActivationTables.ExponentialC3)),
            r,
            Vector512.Create(Unsafe.Add(ref tables, ActivationTables.ExponentialC2)));
        Vector512<float> growth = Vector512.FusedMultiplyAdd(
            p, r * r, Vector512.FusedMultiplyAdd(n, Vector512.Create(Unsafe.Add(ref tables, ActivationTables.Ln2Error)), r));

        // 2^64 2^n: its eighths from the table, the rest to the exponent
        Vector512<float> power = Avx512F.Scale(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.ScaledPowersOfTwo), shifted.AsInt32()), n);
        Vector512<float> exponential = Vector512.FusedMultiplyAdd(power, growth, power);
        Vector512<float> numerator = Vector512.ConditionalSelect(
            Vector512.LessThan(x, Vector512<float>.Zero),
            exponential,
            Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SigmoidScale)));
        return numerator / Vector512.FusedMultiplyAdd(
            power, growth, power + Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SigmoidScale)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector256<float> negative = Vector256.MaxNative(
            Vector256.Create(Unsafe.Add(ref tables, ActivationTables.NegativeSigmoidBound)),
            x | Vector256.Create(Unsafe.Add(ref tables, ActivationTables.SignBit)));
        Vector256<float> shifted = Vector256.FusedMultiplyAdd(
            negative,
            Vector256.Create(Unsafe.Add(ref tables, ActivationTables.InverseLn2)),
            Vector256.Create(Unsafe.Add(ref tables, ActivationTables.RoundingShift)));
        Vector256<float> n = shifted - Vector256.Create(Unsafe.Add(ref tables, ActivationTables.RoundingShift));
        Vector256<float> r = Vector256.FusedMultiplyAdd(
            n, Vector256.Create(Unsafe.Add(ref tables, ActivationTables.NegativeLn2)), negative);

        // e^r - 1; what ln 2 is too large goes into its linear term alone
        Vector256<float> p = Vector256.FusedMultiplyAdd(
            Vector256.Create(Unsafe.Add(ref tables, ActivationTables.ExponentialC3)),
            r,
            Vector256.Create(Unsafe.Add(ref tables, ActivationTables.ExponentialC2)));
        Vector256<float> growth = Vector256.FusedMultiplyAdd(
            p, r * r, Vector256.FusedMultiplyAdd(n, Vector256.Create(Unsafe.Add(ref tables, ActivationTables.Ln2Error)), r));

        // 2^64 2^n: its eighths from the table, the rest to the exponent
        Vector256<float> power = (
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.ScaledPowersOfTwo), shifted.AsInt32()).AsInt32()
            + ((shifted.AsInt32() >> 3) << 23)).AsSingle();
        Vector256<float> exponential = Vector256.FusedMultiplyAdd(power, growth, power);
        Vector256<float> numerator = Avx.BlendVariable(
            Vector256.Create(Unsafe.Add(ref tables, ActivationTables.SigmoidScale)), exponential, x);
        return numerator / Vector256.FusedMultiplyAdd(
            power, growth, power + Vector256.Create(Unsafe.Add(ref tables, ActivationTables.SigmoidScale)));
    }
}
