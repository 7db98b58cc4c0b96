namespace UnrolledRnn.CompilerServices;

/// <content>The functions of every value in a span.</content>
public static partial class Activation
{
    /// <summary>Applies the function that is declared to each value.</summary>
    /// <param name="function">f; <see cref="LayerActivation.Softmax"/> takes all values together.</param>
    /// <param name="values">Any number of values, but one or more of softmax.</param>
    /// <exception cref="ArgumentException">There are no values, and the function is softmax.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="function"/> is none of the enum.</exception>
    public static void Apply(LayerActivation function, Span<float> values)
    {
        switch (function)
        {
            case LayerActivation.Identity: break;
            case LayerActivation.Softmax: Softmax.Apply(values); break;
            case LayerActivation.Tanh: Tanh(values); break;
            case LayerActivation.Sigmoid: Sigmoid(values); break;
            case LayerActivation.Relu: Relu(values); break;
            case LayerActivation.LeakyRelu: LeakyRelu(values); break;
            case LayerActivation.Elu: Elu(values); break;
            case LayerActivation.Softplus: Softplus(values); break;
            case LayerActivation.HardSigmoid: HardSigmoid(values); break;
            case LayerActivation.LegacyHardSigmoid: LegacyHardSigmoid(values); break;
            case LayerActivation.HardTanh: HardTanh(values); break;
            default: throw Throw.NoActivation(function, nameof(function));
        }
    }

    /// <summary>Replaces each value by its tanh.</summary>
    /// <param name="values">Any number of values.</param>
    public static void Tanh(Span<float> values) => Elementwise.Apply<TanhOf>(values);

    /// <summary>Multiplies each y by the tanh of its x.</summary>
    /// <param name="x">The arguments of tanh.</param>
    /// <param name="y">As many factors, of magnitudes below 2^124.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void TanhTimes(ReadOnlySpan<float> x, Span<float> y) => Elementwise.Apply<TanhTimesOf>(x, y);

    /// <summary>Replaces each value by its sigmoid.</summary>
    /// <param name="values">Any number of values.</param>
    public static void Sigmoid(Span<float> values) => Elementwise.Apply<SigmoidOf>(values);

    /// <summary>Replaces each value by max(value, 0).</summary>
    /// <param name="values">Any number of values.</param>
    public static void Relu(Span<float> values) => Elementwise.Apply<ReluOf>(values);

    /// <summary>Replaces each value by itself where it is positive, else a hundredth of it.</summary>
    /// <param name="values">Any number of values.</param>
    public static void LeakyRelu(Span<float> values) => Elementwise.Apply<LeakyReluOf>(values);

    /// <summary>Replaces each value by itself where it is positive, else e^value - 1.</summary>
    /// <param name="values">Any number of values.</param>
    public static void Elu(Span<float> values) => Elementwise.Apply<EluOf>(values);

    /// <summary>Replaces each value by ln(1 + e^value).</summary>
    /// <param name="values">Any number of values.</param>
    public static void Softplus(Span<float> values) => Elementwise.Apply<SoftplusOf>(values);

    /// <summary>Replaces each value by value/6 + 1/2, limited to [0, 1].</summary>
    /// <param name="values">Any number of values.</param>
    public static void HardSigmoid(Span<float> values) => Elementwise.Apply<HardSigmoidOf>(values);

    /// <summary>Replaces each value by value/5 + 1/2, limited to [0, 1].</summary>
    /// <param name="values">Any number of values.</param>
    public static void LegacyHardSigmoid(Span<float> values) => Elementwise.Apply<LegacyHardSigmoidOf>(values);

    /// <summary>Replaces each value by itself, limited to [-1, 1].</summary>
    /// <param name="values">Any number of values.</param>
    public static void HardTanh(Span<float> values) => Elementwise.Apply<HardTanhOf>(values);

    private readonly struct TanhOf : IUnaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.Tanh(x);
    }

    private readonly struct TanhTimesOf : IBinaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x, TVector y)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.TanhTimes(x, y);
    }

    private readonly struct SigmoidOf : IUnaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.Sigmoid(x);
    }

    private readonly struct ReluOf : IUnaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => ActivationMath<TSimd, TVector>.Relu(x);
    }

    private readonly struct LeakyReluOf : IUnaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => ActivationMath<TSimd, TVector>.LeakyRelu(x);
    }

    private readonly struct EluOf : IUnaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => ActivationMath<TSimd, TVector>.Elu(x);
    }

    private readonly struct SoftplusOf : IUnaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => ActivationMath<TSimd, TVector>.Softplus(x);
    }

    private readonly struct HardSigmoidOf : IUnaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => ActivationMath<TSimd, TVector>.HardSigmoid(x);
    }

    private readonly struct LegacyHardSigmoidOf : IUnaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => ActivationMath<TSimd, TVector>.LegacyHardSigmoid(x);
    }

    private readonly struct HardTanhOf : IUnaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => ActivationMath<TSimd, TVector>.HardTanh(x);
    }
}
