using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>The activations of two or three pieces.</summary>
internal static partial class ActivationMath<TSimd, TVector>
{
    /// <summary>The slope of <see cref="LayerActivation.LeakyRelu"/> below 0.</summary>
    public const float LeakySlope = 0.01f;

    /// <summary>The slope of <see cref="LayerActivation.HardSigmoid"/> between its ends.</summary>
    public const float HardSlope = 1f / 6f;

    /// <summary>The slope of <see cref="LayerActivation.LegacyHardSigmoid"/> between its ends.</summary>
    public const float LegacyHardSlope = 0.2f;

    /// <summary>Above it, e^x - 1 rounds to x where x is negative.</summary>
    private const float ExpIsLinear = -1f / (1 << 26);

    /// <summary>max(x, 0.01 x), NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LeakyRelu(TVector x) => TSimd.Max(TSimd.Multiply(x, TSimd.Create(LeakySlope)), x);

    /// <summary>x where it is positive, else e^x - 1 = 2t / (1 - t) with t = tanh(x/2), which cancels nothing; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Elu(TVector x)
    {
        TVector t = TSimd.Tanh(TSimd.Multiply(x, TSimd.Create(0.5f)));
        TVector negative = TSimd.Divide(TSimd.Add(t, t), TSimd.Subtract(TSimd.Create(1f), t));

        // Small values go round it: half of the smallest float is zero.
        return TSimd.SelectBelow(x, TSimd.Create(ExpIsLinear), negative, x);
    }

    /// <summary>ln(1 + e^x) = max(x, 0) + ln(1 + u) with u = e^-|x|; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Softplus(TVector x)
    {
        TVector u = Exp(TSimd.Subtract(TSimd.Create(0f), TSimd.Min(TSimd.Create(ExpRange), TSimd.Abs(x))));

        // ln(1 + u) = 2 artanh(w/2) = w + w³ q(w²) with w = 2u / (2 + u): minimax up to w = 2/3 (relative error 1.1e-10).
        // The factor 2 stands in w, for a subnormal u to stay whole.
        TVector w = TSimd.Divide(TSimd.Add(u, u), TSimd.Add(u, TSimd.Create(2f)));
        TVector z = TSimd.Multiply(w, w);
        TVector z2 = TSimd.Multiply(z, z);
        TVector q01 = TSimd.MultiplyAdd(TSimd.Create(0.0124996526107f), z, TSimd.Create(0.0833333443755f));
        TVector q23 = TSimd.MultiplyAdd(TSimd.Create(0.000418569152563f), z, TSimd.Create(0.00223567162148f));
        TVector q = TSimd.MultiplyAdd(TSimd.MultiplyAdd(TSimd.Create(0.000118601360014f), z2, q23), z2, q01);
        TVector logarithm = TSimd.MultiplyAdd(TSimd.Multiply(w, z), q, w);
        return TSimd.Add(TSimd.Max(TSimd.Create(0f), x), logarithm);
    }

    /// <summary>x/6 + 1/2, limited to [0, 1], NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector HardSigmoid(TVector x) => Ramp(x, 3f, HardSlope);

    /// <summary>x/5 + 1/2, limited to [0, 1], NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LegacyHardSigmoid(TVector x) => Ramp(x, 2.5f, LegacyHardSlope);

    /// <summary>x, limited to [-1, 1], NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector HardTanh(TVector x) => TSimd.Min(TSimd.Create(1f), TSimd.Max(TSimd.Create(-1f), x));

    /// <summary>From 0 at -end to 1 at end. The sum before the product is exact near -end, where the result is small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Ramp(TVector x, float end, float slope) =>
        TSimd.Multiply(TSimd.Min(TSimd.Create(2 * end), TSimd.Max(TSimd.Create(0f), TSimd.Add(x, TSimd.Create(end)))), TSimd.Create(slope));
}
