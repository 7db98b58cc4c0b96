using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// 1 / (1 + e^-x), precise for results of every magnitude, subnormal ones too. Kernels are bound by operations more than by this chain, and
/// it takes a third fewer of them than polynomials by a table would. The same values on every width, and so the same bits.
/// </summary>
/// <remarks>
/// e^-x = 2^n e^-r with n in eighths and r = x + n ln 2; the powers of 2 come from a table, and 1 - e^-r is of degree 3 (minimax, error
/// 2.6e-8). Numerator and denominator are 2^-64 times as large, so that only the quotient may be subnormal. The powers are negative, for
/// the signs to come right without an operation, and the number of eighths that remains in their mantissa when n goes to the exponent is
/// subtracted in the table.
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

    /// <summary>From the number of eighths to the exponent.</summary>
    public const int ExponentShift = 20;

    /// <summary>Below it the result is less than half of the smallest float.</summary>
    public const float Lowest = -104f;

    /// <summary>Above it e^-x is nothing beside 1, and a higher power would leave the exponents of floats.</summary>
    public const float Highest = 40f;

    /// <summary>2^-64</summary>
    public const float Scale = 5.4210109e-20f;

    public const float C2 = 0.500064492f;
    public const float C3 = 0.166668579f;

    /// <summary>2^(j/8)</summary>
    private static ReadOnlySpan<float> PowersOfTwo =>
        [1f, 1.0905077f, 1.1892071f, 1.2968396f, 1.4142135f, 1.5422108f, 1.6817929f, 1.8340081f];

    /// <summary>Writes the table of powers, twice for sixteen lanes.</summary>
    public static void WritePowers(Span<float> table)
    {
        for (int i = 0; i < 2 * PowersOfTwo.Length; i++)
        {
            int eighths = i % PowersOfTwo.Length;
            int bits = BitConverter.SingleToInt32Bits(-Scale * PowersOfTwo[eighths]);
            table[i] = BitConverter.Int32BitsToSingle(bits - (eighths << ExponentShift));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector512<float> bounded = Vector512.MaxNative(
            Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SigmoidLowest)),
            Vector512.MinNative(Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SigmoidHighest)), x));
        Vector512<float> shifted = Vector512.FusedMultiplyAdd(
            bounded,
            Vector512.Create(Unsafe.Add(ref tables, ActivationTables.NegativeInverseLn2)),
            Vector512.Create(Unsafe.Add(ref tables, ActivationTables.RoundingShift)));
        Vector512<float> n = shifted - Vector512.Create(Unsafe.Add(ref tables, ActivationTables.RoundingShift));
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(Unsafe.Add(ref tables, ActivationTables.Ln2)), bounded);

        // 1 - e^-r; what ln 2 is too large goes into its linear term alone
        Vector512<float> p = Vector512.FusedMultiplyAdd(
            r,
            Vector512.Create(Unsafe.Add(ref tables, ActivationTables.ExponentialC3)),
            Vector512.Create(Unsafe.Add(ref tables, ActivationTables.NegativeExponentialC2)));
        Vector512<float> loss = Vector512.FusedMultiplyAdd(
            p, r * r, Vector512.FusedMultiplyAdd(n, Vector512.Create(Unsafe.Add(ref tables, ActivationTables.NegativeLn2Error)), r));
        Vector512<float> power = (
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.NegativePowersOfTwo), shifted.AsInt32()).AsInt32()
            + (shifted.AsInt32() << ExponentShift)).AsSingle();
        Vector512<float> scale = Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SigmoidScale));
        return scale / Vector512.FusedMultiplyAdd(power, loss, scale - power);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector256<float> bounded = Vector256.MaxNative(
            Vector256.LoadUnsafe(ref tables, ActivationTables.SigmoidLowest),
            Vector256.MinNative(Vector256.LoadUnsafe(ref tables, ActivationTables.SigmoidHighest), x));
        Vector256<float> shifted = Vector256.FusedMultiplyAdd(
            bounded,
            Vector256.LoadUnsafe(ref tables, ActivationTables.NegativeInverseLn2),
            Vector256.LoadUnsafe(ref tables, ActivationTables.RoundingShift));
        Vector256<float> n = shifted - Vector256.LoadUnsafe(ref tables, ActivationTables.RoundingShift);
        Vector256<float> r = Vector256.FusedMultiplyAdd(n, Vector256.LoadUnsafe(ref tables, ActivationTables.Ln2), bounded);

        // 1 - e^-r; what ln 2 is too large goes into its linear term alone
        Vector256<float> p = Vector256.FusedMultiplyAdd(
            r,
            Vector256.LoadUnsafe(ref tables, ActivationTables.ExponentialC3),
            Vector256.LoadUnsafe(ref tables, ActivationTables.NegativeExponentialC2));
        Vector256<float> loss = Vector256.FusedMultiplyAdd(
            p, r * r, Vector256.FusedMultiplyAdd(n, Vector256.LoadUnsafe(ref tables, ActivationTables.NegativeLn2Error), r));
        Vector256<float> power = (
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.NegativePowersOfTwo), shifted.AsInt32()).AsInt32()
            + (shifted.AsInt32() << ExponentShift)).AsSingle();
        Vector256<float> scale = Vector256.LoadUnsafe(ref tables, ActivationTables.SigmoidScale);
        return scale / Vector256.FusedMultiplyAdd(power, loss, scale - power);
    }
}
