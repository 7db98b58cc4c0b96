using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Benchmarks.Activations;

/// <summary>
/// e^-|x| = 2^(n/8) e^r with the power of two from a table and an exponent and e^r - 1 of degree 3, then 1 / (1 + e^-|x|) or
/// e^-|x| / (1 + e^-|x|).
/// </summary>
internal static class DividedSigmoidMath
{
    private const float Steps = 8 * 1.44269504f;
    private const float Step = 0.693147182f / 8;
    private const float StepError = 1.9046e-9f / 8;
    private const float RoundingShift = 12582912f;

    /// <summary>Short of results that are subnormal, which would cost another multiplication.</summary>
    private const float Bound = 87f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.MinNative(Vector512.Create(Bound), Vector512.Abs(x));
        Vector512<float> shifted = Vector512.FusedMultiplyAdd(magnitude, Vector512.Create(-Steps), Vector512.Create(RoundingShift));
        Vector512<int> index = shifted.AsInt32();
        Vector512<float> n = shifted - Vector512.Create(RoundingShift);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Step), -magnitude);
        Vector512<float> low = Vector512.FusedMultiplyAdd(n, Vector512.Create(StepError), r);
        Vector512<float> p = Vector512.FusedMultiplyAdd(Vector512.Create(1.6666667e-1f), r, Vector512.Create(0.5f));
        Vector512<float> exponentialMinusOne = Vector512.FusedMultiplyAdd(p, r * r, low);
        Vector512<float> power = (Avx512F.PermuteVar16x32(Powers.Entries, index).AsInt32() + (index >> 3 << 23)).AsSingle();

        Vector512<float> one = Vector512.Create(1f);
        Vector512<float> exponential = Vector512.FusedMultiplyAdd(power, exponentialMinusOne, power);
        Vector512<float> numerator = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), exponential, one);
        return numerator / Vector512.FusedMultiplyAdd(power, exponentialMinusOne, power + one);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x)
    {
        Vector256<float> magnitude = Vector256.MinNative(Vector256.Create(Bound), Vector256.Abs(x));
        Vector256<float> shifted = Vector256.FusedMultiplyAdd(magnitude, Vector256.Create(-Steps), Vector256.Create(RoundingShift));
        Vector256<int> index = shifted.AsInt32();
        Vector256<float> n = shifted - Vector256.Create(RoundingShift);
        Vector256<float> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Step), -magnitude);
        Vector256<float> low = Vector256.FusedMultiplyAdd(n, Vector256.Create(StepError), r);
        Vector256<float> p = Vector256.FusedMultiplyAdd(Vector256.Create(1.6666667e-1f), r, Vector256.Create(0.5f));
        Vector256<float> exponentialMinusOne = Vector256.FusedMultiplyAdd(p, r * r, low);
        Vector256<float> power = (Avx2.PermuteVar8x32(Powers.EntriesOf8, index).AsInt32() + (index >> 3 << 23)).AsSingle();

        Vector256<float> one = Vector256.Create(1f);
        Vector256<float> exponential = Vector256.FusedMultiplyAdd(power, exponentialMinusOne, power);
        Vector256<float> numerator = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), exponential, one);
        return numerator / Vector256.FusedMultiplyAdd(power, exponentialMinusOne, power + one);
    }

    private static class Powers
    {
        public static Vector512<float> Entries => Vector512.Create(
            1f, 1.0905077f, 1.1892071f, 1.2968396f, 1.4142135f, 1.5422108f, 1.6817929f, 1.8340081f,
            1f, 1.0905077f, 1.1892071f, 1.2968396f, 1.4142135f, 1.5422108f, 1.6817929f, 1.8340081f);

        public static Vector256<float> EntriesOf8 => Vector256.Create(
            1f, 1.0905077f, 1.1892071f, 1.2968396f, 1.4142135f, 1.5422108f, 1.6817929f, 1.8340081f);
    }
}
