using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Activations on 128 bits that are called: a kernel has more of them than the JIT inlines into one method, and what it does not inline it
/// would compile without optimising at first.
/// </summary>
internal static class CalledActivation
{
    private const MethodImplOptions Called = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>tanh x.</summary>
    [MethodImpl(Called)]
    public static Vector128<float> Tanh(Vector128<float> x) => ActivationMath<Simd128, Vector128<float>>.Tanh(x);

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(Called)]
    public static Vector128<float> Sigmoid(Vector128<float> x) => ActivationMath<Simd128, Vector128<float>>.Sigmoid(x);

    /// <summary>x where it is positive, else e^x - 1.</summary>
    [MethodImpl(Called)]
    public static Vector128<float> Elu(Vector128<float> x) => ActivationMath<Simd128, Vector128<float>>.Elu(x);

    /// <summary>ln(1 + e^x).</summary>
    [MethodImpl(Called)]
    public static Vector128<float> Softplus(Vector128<float> x) => ActivationMath<Simd128, Vector128<float>>.Softplus(x);
}
