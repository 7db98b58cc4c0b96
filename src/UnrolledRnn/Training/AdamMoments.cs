using System.Numerics;
using System.Runtime.InteropServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>The running means of Adam and the step along them, which <see cref="Adam"/> and <see cref="AdamW"/> share.</summary>
internal sealed class AdamMoments
{
    private readonly float[] _firstMoment;
    private readonly float[] _secondMoment;
    private double _beta1Power = 1;
    private double _beta2Power = 1;

    public AdamMoments(int parameterCount, float beta1, float beta2, float epsilon)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameterCount);
        Beta1 = Hyperparameter.Fraction(beta1, nameof(beta1));
        Beta2 = Hyperparameter.Fraction(beta2, nameof(beta2));
        Epsilon = Hyperparameter.AboveZero(epsilon, nameof(epsilon));
        _firstMoment = new float[parameterCount];
        _secondMoment = new float[parameterCount];
    }

    public float Beta1 { get; }

    public float Beta2 { get; }

    public float Epsilon { get; }

    /// <summary>Moves the parameters once.</summary>
    /// <param name="parameters">As many values as there are moments.</param>
    /// <param name="gradients">The gradient of the loss by each parameter.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="penalty">λ of an L2 penalty: g + λ p takes the place of g.</param>
    /// <param name="keep">What each parameter is multiplied by before it moves.</param>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, float learningRate, float penalty, float keep)
    {
        Throw.IfLengthDiffers(parameters.Length, _firstMoment.Length, nameof(parameters));
        Throw.IfLengthDiffers(gradients.Length, _firstMoment.Length, nameof(gradients));
        _beta1Power *= Beta1;
        _beta2Power *= Beta2;

        // The bias corrections are moved out of the loop: η m̂ / (sqrt(v̂) + ε) = stepSize m / (sqrt(v) rootScale + ε).
        float stepSize = (float)(learningRate / (1 - _beta1Power));
        float rootScale = (float)(1 / Math.Sqrt(1 - _beta2Power));

        ref float p = ref MemoryMarshal.GetReference(parameters);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float m = ref MemoryMarshal.GetArrayDataReference(_firstMoment);
        ref float v = ref MemoryMarshal.GetArrayDataReference(_secondMoment);
        int i = 0;
        for (; i <= parameters.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            nuint at = (nuint)i;
            Vector<float> parameter = Vector.LoadUnsafe(ref p, at);
            Vector<float> gradient = Vector.LoadUnsafe(ref g, at) + (parameter * penalty);
            Vector<float> first = (Vector.LoadUnsafe(ref m, at) * Beta1) + (gradient * (1 - Beta1));
            Vector<float> second = (Vector.LoadUnsafe(ref v, at) * Beta2) + (gradient * gradient * (1 - Beta2));
            Vector<float> change = first * stepSize / ((Vector.SquareRoot(second) * rootScale) + new Vector<float>(Epsilon));
            first.StoreUnsafe(ref m, at);
            second.StoreUnsafe(ref v, at);
            ((parameter * keep) - change).StoreUnsafe(ref p, at);
        }

        for (; i < parameters.Length; i++)
        {
            float gradient = gradients[i] + (parameters[i] * penalty);
            float first = (_firstMoment[i] * Beta1) + (gradient * (1 - Beta1));
            float second = (_secondMoment[i] * Beta2) + (gradient * gradient * (1 - Beta2));
            _firstMoment[i] = first;
            _secondMoment[i] = second;
            parameters[i] = (parameters[i] * keep) - (first * stepSize / ((MathF.Sqrt(second) * rootScale) + Epsilon));
        }
    }
}
