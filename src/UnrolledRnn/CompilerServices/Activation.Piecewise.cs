using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <content>The functions of two or three pieces.</content>
public static partial class Activation
{
    /// <summary>max(x, 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Relu(Vector512<float> x) => ActivationMath<Simd512, Vector512<float>>.Relu(x);

    /// <inheritdoc cref="Relu(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu(Vector256<float> x) => ActivationMath<Simd256, Vector256<float>>.Relu(x);

    /// <inheritdoc cref="Relu(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Relu(Vector128<float> x) => ActivationMath<Simd128, Vector128<float>>.Relu(x);

    /// <summary>x where it is positive, else 0.01 x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LeakyRelu(Vector512<float> x) => ActivationMath<Simd512, Vector512<float>>.LeakyRelu(x);

    /// <inheritdoc cref="LeakyRelu(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LeakyRelu(Vector256<float> x) => ActivationMath<Simd256, Vector256<float>>.LeakyRelu(x);

    /// <inheritdoc cref="LeakyRelu(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LeakyRelu(Vector128<float> x) => ActivationMath<Simd128, Vector128<float>>.LeakyRelu(x);

    /// <summary>x where it is positive, else e^x - 1; -1 at saturation, ±0 at ±0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Elu(Vector512<float> x) => ActivationMath<Simd512, Vector512<float>>.Elu(x);

    /// <inheritdoc cref="Elu(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Elu(Vector256<float> x) => ActivationMath<Simd256, Vector256<float>>.Elu(x);

    /// <inheritdoc cref="Elu(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Elu(Vector128<float> x) => CalledActivation.Elu(x);

    /// <summary>ln(1 + e^x); 0 for -∞, ln 2 at ±0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x) => ActivationMath<Simd512, Vector512<float>>.Softplus(x);

    /// <inheritdoc cref="Softplus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softplus(Vector256<float> x) => ActivationMath<Simd256, Vector256<float>>.Softplus(x);

    /// <inheritdoc cref="Softplus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Softplus(Vector128<float> x) => CalledActivation.Softplus(x);

    /// <summary>x/6 + 1/2, limited to [0, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> HardSigmoid(Vector512<float> x) => ActivationMath<Simd512, Vector512<float>>.HardSigmoid(x);

    /// <inheritdoc cref="HardSigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> HardSigmoid(Vector256<float> x) => ActivationMath<Simd256, Vector256<float>>.HardSigmoid(x);

    /// <inheritdoc cref="HardSigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> HardSigmoid(Vector128<float> x) => ActivationMath<Simd128, Vector128<float>>.HardSigmoid(x);

    /// <summary>x/5 + 1/2, limited to [0, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LegacyHardSigmoid(Vector512<float> x) => ActivationMath<Simd512, Vector512<float>>.LegacyHardSigmoid(x);

    /// <inheritdoc cref="LegacyHardSigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LegacyHardSigmoid(Vector256<float> x) => ActivationMath<Simd256, Vector256<float>>.LegacyHardSigmoid(x);

    /// <inheritdoc cref="LegacyHardSigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LegacyHardSigmoid(Vector128<float> x) => ActivationMath<Simd128, Vector128<float>>.LegacyHardSigmoid(x);

    /// <summary>x, limited to [-1, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> HardTanh(Vector512<float> x) => ActivationMath<Simd512, Vector512<float>>.HardTanh(x);

    /// <inheritdoc cref="HardTanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> HardTanh(Vector256<float> x) => ActivationMath<Simd256, Vector256<float>>.HardTanh(x);

    /// <inheritdoc cref="HardTanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> HardTanh(Vector128<float> x) => ActivationMath<Simd128, Vector128<float>>.HardTanh(x);
}
