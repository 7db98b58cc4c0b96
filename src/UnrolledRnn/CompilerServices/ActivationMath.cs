using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The activation functions, written once for every vector width from operations that round alike on each, so that
/// widths with fused multiply-add agree to the last bit.
/// </summary>
internal static partial class ActivationMath<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts: n * Ln2High is exact for every n that occurs, so the reduction loses nothing.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>1.5 · 2^23: adding and subtracting it rounds to the nearest whole number.</summary>
    private const float RoundingShift = 12582912f;

    /// <summary>Beyond this magnitude e^-|x| is below half of the smallest float.</summary>
    public const float ExpRange = 104f;

    /// <summary>Beyond this magnitude tanh rounds to ±1.</summary>
    private const float TanhRange = 10f;

    private const float TanhSmall = 0.625f;

    /// <summary>e^x for x from -104 to 88, within 1 ulp of a normal result (Cephes' polynomial on ±ln(2)/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp(TVector x)
    {
        // x = n ln 2 + r
        TVector shift = TSimd.Create(RoundingShift);
        TVector n = TSimd.Subtract(TSimd.MultiplyAdd(x, TSimd.Create(Log2E), shift), shift);
        TVector r = TSimd.MultiplyAdd(n, TSimd.Create(-Ln2High), x);
        r = TSimd.MultiplyAdd(n, TSimd.Create(-Ln2Low), r);

        // e^r = 1 + r + r² p(r), in Estrin's order to keep the chain short
        TVector r2 = TSimd.Multiply(r, r);
        TVector p01 = TSimd.MultiplyAdd(TSimd.Create(1.6666665459e-1f), r, TSimd.Create(5.0000001201e-1f));
        TVector p23 = TSimd.MultiplyAdd(TSimd.Create(8.3334519073e-3f), r, TSimd.Create(4.1665795894e-2f));
        TVector p45 = TSimd.MultiplyAdd(TSimd.Create(1.9875691500e-4f), r, TSimd.Create(1.3981999507e-3f));
        TVector p = TSimd.MultiplyAdd(TSimd.MultiplyAdd(p45, r2, p23), r2, p01);
        TVector y = TSimd.Add(TSimd.MultiplyAdd(p, r2, r), TSimd.Create(1f));

        // 2^n in two factors, because n reaches below -126 for results that are subnormal
        TVector half = TSimd.Subtract(TSimd.MultiplyAdd(n, TSimd.Create(0.5f), shift), shift);
        return TSimd.Multiply(TSimd.Multiply(y, TSimd.PowerOfTwo(half)), TSimd.PowerOfTwo(TSimd.Subtract(n, half)));
    }

    /// <summary>
    /// tanh x: an odd polynomial (Cephes) below 0.625, else 1 - 2 / (2^t + 1) with t = 2|x| / ln 2. Within 4 ulp, exact at
    /// ±0, ±1 at saturation, NaN for NaN. One rounded t does without the exact reduction of <see cref="Exp"/>: where t is
    /// large, tanh hardly depends on it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        TVector one = TSimd.Create(1f);
        TVector magnitude = TSimd.Min(TSimd.Create(TanhRange), TSimd.Abs(x));

        TVector square = TSimd.Multiply(magnitude, magnitude);
        TVector square2 = TSimd.Multiply(square, square);
        TVector p01 = TSimd.MultiplyAdd(TSimd.Create(1.33314422036e-1f), square, TSimd.Create(-3.33332819422e-1f));
        TVector p23 = TSimd.MultiplyAdd(TSimd.Create(2.06390887954e-2f), square, TSimd.Create(-5.37397155531e-2f));
        TVector p = TSimd.MultiplyAdd(TSimd.Create(-5.70498872745e-3f), square2, p23);
        p = TSimd.MultiplyAdd(p, square2, p01);
        TVector small = TSimd.MultiplyAdd(TSimd.Multiply(magnitude, square), p, magnitude);

        // t = n + f, 2^f by a minimax polynomial on ±1/2 (relative error 9.2e-8)
        TVector shift = TSimd.Create(RoundingShift);
        TVector t = TSimd.Multiply(magnitude, TSimd.Create(2 * Log2E));
        TVector shifted = TSimd.Add(t, shift);
        TVector f = TSimd.Subtract(t, TSimd.Subtract(shifted, shift));
        TVector f2 = TSimd.Multiply(f, f);
        TVector e01 = TSimd.MultiplyAdd(TSimd.Create(0.6931470037f), f, one);
        TVector e23 = TSimd.MultiplyAdd(TSimd.Create(0.05550735071f), f, TSimd.Create(0.2402224094f));
        TVector e45 = TSimd.MultiplyAdd(TSimd.Create(0.001326459111f), f, TSimd.Create(0.009671619162f));
        TVector exponential = TSimd.MultiplyAdd(TSimd.MultiplyAdd(e45, f2, e23), f2, e01);
        exponential = TSimd.ScaleByLowBits(exponential, shifted);
        TVector large = TSimd.Subtract(one, TSimd.Divide(TSimd.Create(2f), TSimd.Add(exponential, one)));

        // A NaN is not above the bound and comes out of the polynomial, while the exponent arithmetic would lose it.
        return TSimd.CopySign(TSimd.SelectBelow(TSimd.Create(TanhSmall), magnitude, large, small), x);
    }

    /// <summary>1 / (1 + e^-x), with the exponential of -|x| so that small results keep their precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x)
    {
        TVector one = TSimd.Create(1f);
        TVector zero = TSimd.Create(0f);
        TVector magnitude = TSimd.Min(TSimd.Create(ExpRange), TSimd.Abs(x));
        TVector exponential = Exp(TSimd.Subtract(zero, magnitude));
        TVector numerator = TSimd.SelectBelow(x, zero, exponential, one);
        return TSimd.Divide(numerator, TSimd.Add(exponential, one));
    }

    /// <summary>max(x, 0), NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Relu(TVector x) => TSimd.Max(TSimd.Create(0f), x);
}
