using System.Numerics;
using System.Runtime.InteropServices;
using UnrolledRnn.Numerics;

namespace UnrolledRnn.Training;

/// <summary>
/// Adam (Kingma and Ba, 2015), with decoupled weight decay where asked (AdamW, Loshchilov and Hutter, 2019):
/// m ← β1 m + (1 - β1) g, v ← β2 v + (1 - β2) g², p ← p - η (m / (1 - β1^t)) / (sqrt(v / (1 - β2^t)) + ε).
/// </summary>
public sealed class Adam : IOptimizer
{
    private readonly float[] _firstMoment;
    private readonly float[] _secondMoment;
    private double _beta1Power = 1;
    private double _beta2Power = 1;

    /// <summary>Creates the optimizer and its state.</summary>
    /// <param name="parameterCount">Length of the parameter buffer, <c>network.Parameters.Length</c>.</param>
    /// <param name="learningRate">η, the size of a step.</param>
    /// <param name="beta1">β1, the memory of the mean.</param>
    /// <param name="beta2">β2, the memory of the square.</param>
    /// <param name="epsilon">ε, which keeps the division finite; above 0, because padding has gradients of 0.</param>
    /// <param name="weightDecay">The part of each parameter, times η, that a step takes away.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Adam(
        int parameterCount,
        float learningRate = 1e-3f,
        float beta1 = 0.9f,
        float beta2 = 0.999f,
        float epsilon = 1e-8f,
        float weightDecay = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameterCount);
        ArgumentOutOfRangeException.ThrowIfNegative(beta1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(beta1, 1f);
        ArgumentOutOfRangeException.ThrowIfNegative(beta2);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(beta2, 1f);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        ArgumentOutOfRangeException.ThrowIfNegative(weightDecay);
        LearningRate = learningRate;
        Beta1 = beta1;
        Beta2 = beta2;
        Epsilon = epsilon;
        WeightDecay = weightDecay;
        _firstMoment = new float[parameterCount];
        _secondMoment = new float[parameterCount];
    }

    /// <inheritdoc/>
    public float LearningRate
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, float.MaxValue);
            field = value;
        }
    }

    /// <summary>β1, the memory of the mean.</summary>
    public float Beta1 { get; }

    /// <summary>β2, the memory of the square.</summary>
    public float Beta2 { get; }

    /// <summary>ε, which keeps the division finite.</summary>
    public float Epsilon { get; }

    /// <summary>The part of each parameter, times the learning rate, that a step takes away.</summary>
    public float WeightDecay { get; }

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        Throw.IfLengthDiffers(parameters.Length, _firstMoment.Length, nameof(parameters));
        Throw.IfLengthDiffers(gradients.Length, _firstMoment.Length, nameof(gradients));
        _beta1Power *= Beta1;
        _beta2Power *= Beta2;

        // The bias corrections are moved out of the loop: η m̂ / (sqrt(v̂) + ε) = stepSize m / (sqrt(v) rootScale + ε).
        float stepSize = (float)(LearningRate / (1 - _beta1Power));
        float rootScale = (float)(1 / Math.Sqrt(1 - _beta2Power));
        float keep = 1 - (LearningRate * WeightDecay);

        ref float p = ref MemoryMarshal.GetReference(parameters);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float m = ref MemoryMarshal.GetArrayDataReference(_firstMoment);
        ref float v = ref MemoryMarshal.GetArrayDataReference(_secondMoment);
        int i = 0;
        for (; i <= parameters.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            nuint at = (nuint)i;
            Vector<float> gradient = Vector.LoadUnsafe(ref g, at);
            Vector<float> first = (Vector.LoadUnsafe(ref m, at) * Beta1) + (gradient * (1 - Beta1));
            Vector<float> second = (Vector.LoadUnsafe(ref v, at) * Beta2) + (gradient * gradient * (1 - Beta2));
            Vector<float> change = first * stepSize / ((Vector.SquareRoot(second) * rootScale) + new Vector<float>(Epsilon));
            first.StoreUnsafe(ref m, at);
            second.StoreUnsafe(ref v, at);
            ((Vector.LoadUnsafe(ref p, at) * keep) - change).StoreUnsafe(ref p, at);
        }

        for (; i < parameters.Length; i++)
        {
            float gradient = gradients[i];
            float first = (_firstMoment[i] * Beta1) + (gradient * (1 - Beta1));
            float second = (_secondMoment[i] * Beta2) + (gradient * gradient * (1 - Beta2));
            _firstMoment[i] = first;
            _secondMoment[i] = second;
            parameters[i] = (parameters[i] * keep) - (first * stepSize / ((MathF.Sqrt(second) * rootScale) + Epsilon));
        }
    }
}
