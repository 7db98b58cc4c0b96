using System.Runtime.CompilerServices;

namespace UnrolledRnn.Numerics;

/// <summary>Gradients through an activation y = f(a), in terms of y.</summary>
internal static class Derivative
{
    /// <summary>gradient · (1 - y²)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TSimd, TVector>(TVector gradient, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Multiply(gradient, TSimd.Subtract(TSimd.Create(1f), TSimd.Multiply(y, y)));

    /// <summary>gradient · y (1 - y)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TSimd, TVector>(TVector gradient, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Multiply(gradient, TSimd.Multiply(y, TSimd.Subtract(TSimd.Create(1f), y)));
}
