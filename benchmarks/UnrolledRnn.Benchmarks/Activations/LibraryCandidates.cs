using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Benchmarks.Activations;

/// <summary>The library's tanh.</summary>
internal readonly struct ChosenTanh : ICandidate
{
    public static string Name => "tanh of degree 5 in 16 segments (chosen)";

    public static Func<double, double> Exact => Math.Tanh;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> x) => Activation.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => Activation.Tanh(x);
}

/// <summary>The library's tanh and a multiplication.</summary>
internal readonly struct ChosenTanhThenTimes : ICandidate
{
    public static string Name => "the chosen tanh, then times y";

    public static Func<double, double> Exact => x => 1.5f * Math.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> x) => Vector512.Create(1.5f) * Activation.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => Vector256.Create(1.5f) * Activation.Tanh(x);
}

/// <summary>The library's tanh with a factor.</summary>
internal readonly struct ChosenTanhTimes : ICandidate
{
    public static string Name => "y tanh (chosen)";

    public static Func<double, double> Exact => x => 1.5f * Math.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> x) => Activation.TanhTimes(x, Vector512.Create(1.5f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => Activation.TanhTimes(x, Vector256.Create(1.5f));
}

/// <summary>The library's fast tanh.</summary>
internal readonly struct FastTanh : ICandidate
{
    public static string Name => "fast tanh";

    public static Func<double, double> Exact => Math.Tanh;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> x) => FastActivation.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => FastActivation.Tanh(x);
}

/// <summary>The library's fast tanh and a multiplication.</summary>
internal readonly struct FastTanhThenTimes : ICandidate
{
    public static string Name => "fast tanh, then times y";

    public static Func<double, double> Exact => x => 1.5f * Math.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> x) => Vector512.Create(1.5f) * FastActivation.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => Vector256.Create(1.5f) * FastActivation.Tanh(x);
}

/// <summary>The library's fast tanh with a factor.</summary>
internal readonly struct FastTanhTimes : ICandidate
{
    public static string Name => "fast y tanh";

    public static Func<double, double> Exact => x => 1.5f * Math.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> x) => FastActivation.TanhTimes(x, Vector512.Create(1.5f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => FastActivation.TanhTimes(x, Vector256.Create(1.5f));
}

/// <summary>The library's sigmoid.</summary>
internal readonly struct ChosenSigmoid : ICandidate
{
    public static string Name => "sigmoid by a table of 2^f and a division (chosen)";

    public static Func<double, double> Exact => x => 1 / (1 + Math.Exp(-x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> x) => Activation.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => Activation.Sigmoid(x);
}

/// <summary>The library's fast sigmoid.</summary>
internal readonly struct FastSigmoid : ICandidate
{
    public static string Name => "fast sigmoid";

    public static Func<double, double> Exact => x => 1 / (1 + Math.Exp(-x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> x) => FastActivation.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => FastActivation.Sigmoid(x);
}
