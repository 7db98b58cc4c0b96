using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.Numerics;

/// <summary>
/// tanh and sigmoid on vectors for the shortest time rather than for the last digits: an absolute error below 1e-5 (tanh: MAXTANH,
/// sigmoid: MAXSIGMOID), exact at 0 and, from 7.25 and 14.5 on, at saturation, never beyond it, and NaN for NaN. On 512 and on 256
/// bits the results are the same to the last bit. Without AVX2 and FMA the functions are those of <see cref="Activation"/>.
/// </summary>
public static class FastActivation
{
    /// <summary>tanh x; ±1 at saturation, ±0 at ±0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) => Simd512.FastTanh(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x) => Simd256.FastTanh(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x) => SimdAny.FastTanh(x);

    /// <summary>y tanh x, sooner than by a multiplication of <see cref="Tanh(Vector512{float})"/> where y is known before x.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y, finite.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhTimes(Vector512<float> x, Vector512<float> y) => Simd512.FastTanhTimes(x, y);

    /// <inheritdoc cref="TanhTimes(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhTimes(Vector256<float> x, Vector256<float> y) => Simd256.FastTanhTimes(x, y);

    /// <inheritdoc cref="TanhTimes(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> TanhTimes(Vector<float> x, Vector<float> y) => SimdAny.FastTanhTimes(x, y);

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Simd512.FastSigmoid(x);

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Simd256.FastSigmoid(x);

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x) => SimdAny.FastSigmoid(x);

    /// <summary>Replaces each value by its tanh.</summary>
    /// <param name="values">Any number of values.</param>
    public static void Tanh(Span<float> values) => Elementwise.Apply<TanhOf>(values);

    /// <summary>Multiplies each y by the tanh of its x.</summary>
    /// <param name="x">The arguments of tanh.</param>
    /// <param name="y">As many factors, finite.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void TanhTimes(ReadOnlySpan<float> x, Span<float> y) => Elementwise.Apply<TanhTimesOf>(x, y);

    /// <summary>Replaces each value by its sigmoid.</summary>
    /// <param name="values">Any number of values.</param>
    public static void Sigmoid(Span<float> values) => Elementwise.Apply<SigmoidOf>(values);

    private readonly struct TanhOf : IUnaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.FastTanh(x);
    }

    private readonly struct TanhTimesOf : IBinaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x, TVector y)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.FastTanhTimes(x, y);
    }

    private readonly struct SigmoidOf : IUnaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.FastSigmoid(x);
    }
}
