using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.Numerics;

/// <summary>The activations on Vector{T}: those of 256 bits where it has 256 bits, else from the exponential function.</summary>
internal readonly partial struct SimdAny
{
    private static bool Is256WithTables
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<float>.Count == Simd256.Count && Simd256.HasTables;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x) =>
        Is256WithTables ? Simd256.Tanh(x.AsVector256()).AsVector() : ActivationMath<SimdAny, Vector<float>>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> TanhTimes(Vector<float> x, Vector<float> y) =>
        Is256WithTables ? Simd256.TanhTimes(x.AsVector256(), y.AsVector256()).AsVector() : ActivationMath<SimdAny, Vector<float>>.Tanh(x) * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x) =>
        Is256WithTables ? Simd256.Sigmoid(x.AsVector256()).AsVector() : ActivationMath<SimdAny, Vector<float>>.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> FastTanh(Vector<float> x) =>
        Is256WithTables ? Simd256.FastTanh(x.AsVector256()).AsVector() : ActivationMath<SimdAny, Vector<float>>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> FastTanhTimes(Vector<float> x, Vector<float> y) =>
        Is256WithTables ? Simd256.FastTanhTimes(x.AsVector256(), y.AsVector256()).AsVector() : ActivationMath<SimdAny, Vector<float>>.Tanh(x) * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> FastSigmoid(Vector<float> x) =>
        Is256WithTables ? Simd256.FastSigmoid(x.AsVector256()).AsVector() : ActivationMath<SimdAny, Vector<float>>.Sigmoid(x);
}
