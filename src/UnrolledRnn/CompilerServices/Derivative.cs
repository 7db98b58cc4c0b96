using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Gradients through an activation y = f(a), in terms of y. At a corner, and at the ends of a range, the slope is that of PyTorch.
/// </summary>
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

    /// <summary>gradient where y > 0, else 0</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Relu<TSimd, TVector>(TVector gradient, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.SelectPositive(y, gradient);

    /// <summary>gradient where y > 0, else 0.01 gradient</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LeakyRelu<TSimd, TVector>(TVector gradient, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.SelectBelow(TSimd.Create(0f), y, gradient, TSimd.Multiply(gradient, TSimd.Create(ActivationMath<TSimd, TVector>.LeakySlope)));

    /// <summary>gradient where y > 0, else gradient · (1 + y)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Elu<TSimd, TVector>(TVector gradient, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.SelectBelow(TSimd.Create(0f), y, gradient, TSimd.Multiply(gradient, TSimd.Add(TSimd.Create(1f), y)));

    /// <summary>gradient · (1 - e^-y), as 2t / (1 + t) with t = tanh(y/2), which cancels nothing</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Softplus<TSimd, TVector>(TVector gradient, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector t = TSimd.Tanh(TSimd.Multiply(y, TSimd.Create(0.5f)));
        return TSimd.Multiply(gradient, TSimd.Divide(TSimd.Add(t, t), TSimd.Add(TSimd.Create(1f), t)));
    }

    /// <summary>gradient / 6 where 0 &lt; y &lt; 1, else 0</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector HardSigmoid<TSimd, TVector>(TVector gradient, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        Inside<TSimd, TVector>(0f, y, TSimd.Multiply(gradient, TSimd.Create(ActivationMath<TSimd, TVector>.HardSlope)));

    /// <summary>gradient / 5 where 0 &lt; y &lt; 1, else 0</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LegacyHardSigmoid<TSimd, TVector>(TVector gradient, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        Inside<TSimd, TVector>(0f, y, TSimd.Multiply(gradient, TSimd.Create(ActivationMath<TSimd, TVector>.LegacyHardSlope)));

    /// <summary>gradient where -1 &lt; y &lt; 1, else 0</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector HardTanh<TSimd, TVector>(TVector gradient, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        Inside<TSimd, TVector>(-1f, y, gradient);

    /// <summary>A gradient where low &lt; y &lt; 1, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Inside<TSimd, TVector>(float low, TVector y, TVector gradient)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector zero = TSimd.Create(0f);
        return TSimd.SelectBelow(y, TSimd.Create(1f), TSimd.SelectBelow(TSimd.Create(low), y, gradient, zero), zero);
    }
}
