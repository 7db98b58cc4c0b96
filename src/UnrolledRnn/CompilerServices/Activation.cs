using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The activations on vectors: within 4 ulp of the exact value, subnormal ones too, and NaN for NaN. On 512 and on 256
/// bits the results are the same to the last bit, whatever instruction sets beyond AVX2 and FMA there are.
/// </summary>
public static partial class Activation
{
    // The conditions stand in each method: the JIT decides them before it inlines anything, but not those in a property.

    /// <summary>tanh x; ±1 at saturation, ±0 at ±0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) =>
        Avx512DQ.IsSupported
            ? SegmentedTanh.Tanh(x, ref ActivationTables.Reference)
            : Vector512.Create(Tanh(x.GetLower()), Tanh(x.GetUpper()));

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x) =>
        Avx2.IsSupported && Fma.IsSupported
            ? SegmentedTanh.Tanh(x, ref ActivationTables.Reference)
            : ActivationMath<Simd256, Vector256<float>>.Tanh(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x) =>
        AdvSimd.Arm64.IsSupported
            ? SegmentedTanh.Tanh(x, ref ActivationTables.Reference)
            : CalledActivation.Tanh(x);

    /// <summary>
    /// y tanh x within 5 ulp, sooner than by a multiplication of <see cref="Tanh(Vector512{float})"/> where y is known before x.
    /// </summary>
    /// <param name="x">x.</param>
    /// <param name="y">y, of a magnitude below 2^124: parts of the result are multiples of it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhTimes(Vector512<float> x, Vector512<float> y) =>
        Avx512DQ.IsSupported
            ? SegmentedTanh.TanhTimes(x, y, ref ActivationTables.Reference)
            : Vector512.Create(TanhTimes(x.GetLower(), y.GetLower()), TanhTimes(x.GetUpper(), y.GetUpper()));

    /// <inheritdoc cref="TanhTimes(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhTimes(Vector256<float> x, Vector256<float> y) =>
        Avx2.IsSupported && Fma.IsSupported
            ? SegmentedTanh.TanhTimes(x, y, ref ActivationTables.Reference)
            : ActivationMath<Simd256, Vector256<float>>.Tanh(x) * y;

    /// <inheritdoc cref="TanhTimes(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> TanhTimes(Vector128<float> x, Vector128<float> y) =>
        AdvSimd.Arm64.IsSupported
            ? SegmentedTanh.TanhTimes(x, y, ref ActivationTables.Reference)
            : CalledActivation.Tanh(x) * y;

    /// <summary>1 / (1 + e^-x); 0 and 1 at saturation, 1/2 at ±0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) =>
        Avx512DQ.IsSupported
            ? DividedSigmoid.Sigmoid(x, ref ActivationTables.Reference)
            : Vector512.Create(Sigmoid(x.GetLower()), Sigmoid(x.GetUpper()));

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) =>
        Avx2.IsSupported && Fma.IsSupported
            ? DividedSigmoid.Sigmoid(x, ref ActivationTables.Reference)
            : ActivationMath<Simd256, Vector256<float>>.Sigmoid(x);

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x) =>
        AdvSimd.Arm64.IsSupported
            ? DividedSigmoid.Sigmoid(x, ref ActivationTables.Reference)
            : CalledActivation.Sigmoid(x);

    // For emitted kernels, whose tables lie in front of their weights.

    /// <summary><see cref="Tanh(Vector512{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x, ref float tables) =>
        Avx512DQ.IsSupported ? SegmentedTanh.Tanh(x, ref tables) : Tanh(x);

    /// <summary><see cref="TanhTimes(Vector512{float}, Vector512{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y, of a magnitude below 2^124: parts of the result are multiples of it.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhTimes(Vector512<float> x, Vector512<float> y, ref float tables) =>
        Avx512DQ.IsSupported ? SegmentedTanh.TanhTimes(x, y, ref tables) : TanhTimes(x, y);

    /// <summary><see cref="Sigmoid(Vector512{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x, ref float tables) =>
        Avx512DQ.IsSupported ? DividedSigmoid.Sigmoid(x, ref tables) : Sigmoid(x);

    /// <summary><see cref="Tanh(Vector256{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x, ref float tables) =>
        Avx2.IsSupported && Fma.IsSupported ? SegmentedTanh.Tanh(x, ref tables) : Tanh(x);

    /// <summary><see cref="TanhTimes(Vector256{float}, Vector256{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y, of a magnitude below 2^124: parts of the result are multiples of it.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhTimes(Vector256<float> x, Vector256<float> y, ref float tables) =>
        Avx2.IsSupported && Fma.IsSupported ? SegmentedTanh.TanhTimes(x, y, ref tables) : TanhTimes(x, y);

    /// <summary><see cref="Sigmoid(Vector256{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x, ref float tables) =>
        Avx2.IsSupported && Fma.IsSupported ? DividedSigmoid.Sigmoid(x, ref tables) : Sigmoid(x);

    /// <summary><see cref="Tanh(Vector128{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x, ref float tables) =>
        AdvSimd.Arm64.IsSupported ? SegmentedTanh.Tanh(x, ref tables) : Tanh(x);

    /// <summary><see cref="TanhTimes(Vector128{float}, Vector128{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y, of a magnitude below 2^124: parts of the result are multiples of it.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> TanhTimes(Vector128<float> x, Vector128<float> y, ref float tables) =>
        AdvSimd.Arm64.IsSupported ? SegmentedTanh.TanhTimes(x, y, ref tables) : TanhTimes(x, y);

    /// <summary><see cref="Sigmoid(Vector128{float})"/> with tables that the caller has.</summary>
    /// <param name="x">x.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x, ref float tables) =>
        AdvSimd.Arm64.IsSupported ? DividedSigmoid.Sigmoid(x, ref tables) : Sigmoid(x);
}
