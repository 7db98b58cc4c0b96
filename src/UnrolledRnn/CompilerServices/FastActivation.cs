using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// tanh and sigmoid on vectors for the shortest time rather than for the last digits: an absolute error below 5.7e-5 (tanh) and 2.9e-5
/// (sigmoid), but exact at 0, and NaN for NaN. Results are never beyond saturation, and there they are from a magnitude of 5.24 (tanh) or
/// 10.48 (sigmoid) on. They are the same to the last bit on every width with a fused multiply-add, on x64 and Arm64. Elsewhere the
/// functions are those of <see cref="Activation"/>.
/// </summary>
public static class FastActivation
{
    // The conditions stand in each method: the JIT decides them before it inlines anything, but not those in a property.

    /// <summary>tanh x; ±1 at saturation, ±0 at ±0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) =>
        Avx512DQ.IsSupported
            ? RationalTanh.Tanh(x, ref ActivationTables.Reference)
            : Vector512.Create(Tanh(x.GetLower()), Tanh(x.GetUpper()));

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x) =>
        Avx2.IsSupported && Fma.IsSupported
            ? RationalTanh.Tanh(x, ref ActivationTables.Reference)
            : ActivationMath<Simd256, Vector256<float>>.Tanh(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x) =>
        AdvSimd.Arm64.IsSupported
            ? RationalTanh.Tanh(x, ref ActivationTables.Reference)
            : CalledActivation.Tanh(x);

    /// <summary>
    /// y tanh x, sooner than by a multiplication of <see cref="Tanh(Vector512{float})"/> where y is known before x, with |y| times
    /// its error.
    /// </summary>
    /// <param name="x">x.</param>
    /// <param name="y">y, of a magnitude below 2^116: parts of the result are multiples of it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhTimes(Vector512<float> x, Vector512<float> y) =>
        Avx512DQ.IsSupported
            ? RationalTanh.TanhTimes(x, y, ref ActivationTables.Reference)
            : Vector512.Create(TanhTimes(x.GetLower(), y.GetLower()), TanhTimes(x.GetUpper(), y.GetUpper()));

    /// <inheritdoc cref="TanhTimes(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhTimes(Vector256<float> x, Vector256<float> y) =>
        Avx2.IsSupported && Fma.IsSupported
            ? RationalTanh.TanhTimes(x, y, ref ActivationTables.Reference)
            : ActivationMath<Simd256, Vector256<float>>.Tanh(x) * y;

    /// <inheritdoc cref="TanhTimes(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> TanhTimes(Vector128<float> x, Vector128<float> y) =>
        AdvSimd.Arm64.IsSupported
            ? RationalTanh.TanhTimes(x, y, ref ActivationTables.Reference)
            : CalledActivation.Tanh(x) * y;

    /// <summary>1 / (1 + e^-x); 0 and 1 at saturation, 1/2 at ±0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) =>
        Avx512DQ.IsSupported
            ? RationalTanh.Sigmoid(x, ref ActivationTables.Reference)
            : Vector512.Create(Sigmoid(x.GetLower()), Sigmoid(x.GetUpper()));

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) =>
        Avx2.IsSupported && Fma.IsSupported
            ? RationalTanh.Sigmoid(x, ref ActivationTables.Reference)
            : ActivationMath<Simd256, Vector256<float>>.Sigmoid(x);

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x) =>
        AdvSimd.Arm64.IsSupported
            ? RationalTanh.Sigmoid(x, ref ActivationTables.Reference)
            : CalledActivation.Sigmoid(x);

    // For emitted kernels, whose tables lie in front of their weights.

    /// <summary><see cref="Tanh(Vector512{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x, ref float tables) =>
        Avx512DQ.IsSupported ? RationalTanh.Tanh(x, ref tables) : Tanh(x);

    /// <summary><see cref="TanhTimes(Vector512{float}, Vector512{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y, of a magnitude below 2^116: parts of the result are multiples of it.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhTimes(Vector512<float> x, Vector512<float> y, ref float tables) =>
        Avx512DQ.IsSupported ? RationalTanh.TanhTimes(x, y, ref tables) : TanhTimes(x, y);

    /// <summary><see cref="Sigmoid(Vector512{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x, ref float tables) =>
        Avx512DQ.IsSupported ? RationalTanh.Sigmoid(x, ref tables) : Sigmoid(x);

    /// <summary><see cref="Tanh(Vector256{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x, ref float tables) =>
        Avx2.IsSupported && Fma.IsSupported ? RationalTanh.Tanh(x, ref tables) : Tanh(x);

    /// <summary><see cref="TanhTimes(Vector256{float}, Vector256{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y, of a magnitude below 2^116: parts of the result are multiples of it.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhTimes(Vector256<float> x, Vector256<float> y, ref float tables) =>
        Avx2.IsSupported && Fma.IsSupported ? RationalTanh.TanhTimes(x, y, ref tables) : TanhTimes(x, y);

    /// <summary><see cref="Sigmoid(Vector256{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x, ref float tables) =>
        Avx2.IsSupported && Fma.IsSupported ? RationalTanh.Sigmoid(x, ref tables) : Sigmoid(x);

    /// <summary><see cref="Tanh(Vector128{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x, ref float tables) =>
        AdvSimd.Arm64.IsSupported ? RationalTanh.Tanh(x, ref tables) : Tanh(x);

    /// <summary><see cref="TanhTimes(Vector128{float}, Vector128{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y, of a magnitude below 2^116: parts of the result are multiples of it.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> TanhTimes(Vector128<float> x, Vector128<float> y, ref float tables) =>
        AdvSimd.Arm64.IsSupported ? RationalTanh.TanhTimes(x, y, ref tables) : TanhTimes(x, y);

    /// <summary><see cref="Sigmoid(Vector128{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x, ref float tables) =>
        AdvSimd.Arm64.IsSupported ? RationalTanh.Sigmoid(x, ref tables) : Sigmoid(x);

    /// <summary>Replaces each value by its tanh.</summary>
    /// <param name="values">Any number of values.</param>
    public static void Tanh(Span<float> values) => Elementwise.Apply<TanhOf>(values);

    /// <summary>Multiplies each y by the tanh of its x.</summary>
    /// <param name="x">The arguments of tanh.</param>
    /// <param name="y">As many factors, of magnitudes below 2^116.</param>
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
