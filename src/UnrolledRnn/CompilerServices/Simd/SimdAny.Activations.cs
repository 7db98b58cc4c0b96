using System.Numerics;
using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>The activations on Vector{T}.</summary>
internal readonly partial struct SimdAny
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x) => Activation.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> TanhTimes(Vector<float> x, Vector<float> y) => Activation.TanhTimes(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x) => Activation.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x, ref float tables) => Activation.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x, ref float tables) => Activation.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> FastTanh(Vector<float> x) => FastActivation.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> FastTanhTimes(Vector<float> x, Vector<float> y) => FastActivation.TanhTimes(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> FastSigmoid(Vector<float> x) => FastActivation.Sigmoid(x);
}
