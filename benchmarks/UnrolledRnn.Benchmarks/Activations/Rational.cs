using System.Runtime.CompilerServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Benchmarks.Activations;

/// <summary>x P(x²) / Q(x²), a minimax fit of tanh on ±7.5.</summary>
internal static class Rational<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private const float Bound = 7.5f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        x = TSimd.Max(TSimd.Create(-Bound), TSimd.Min(TSimd.Create(Bound), x));
        TVector s = TSimd.Multiply(x, x);
        TVector s2 = TSimd.Multiply(s, s);
        TVector p23 = TSimd.MultiplyAdd(TSimd.Create(3.662915822e-06f), s, TSimd.Create(2.218705863e-03f));
        TVector p01 = TSimd.MultiplyAdd(TSimd.Create(1.223587477e-01f), s, TSimd.Create(9.999929142e-01f));
        TVector q23 = TSimd.MultiplyAdd(TSimd.Create(1.361027337e-04f), s, TSimd.Create(2.079780205e-02f));
        TVector q01 = TSimd.MultiplyAdd(TSimd.Create(4.556686879e-01f), s, TSimd.Create(1f));
        TVector numerator = TSimd.Multiply(x, TSimd.MultiplyAdd(p23, s2, p01));
        return TSimd.Divide(numerator, TSimd.MultiplyAdd(q23, s2, q01));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x)
    {
        TVector half = TSimd.Create(0.5f);
        return TSimd.MultiplyAdd(Tanh(TSimd.Multiply(x, half)), half, half);
    }
}
