using System.Numerics.Tensors;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>Stochastic gradient descent with momentum: v ← momentum · v + g, p ← p - learningRate · v.</summary>
public sealed class Sgd : IOptimizer
{
    private readonly float[] _velocity;
    private readonly float[] _change;

    /// <summary>Creates the optimizer and its state.</summary>
    /// <param name="parameterCount">Length of the parameter buffer, <c>network.Parameters.Length</c>.</param>
    /// <param name="learningRate">The size of a step; finite, at least 0.</param>
    /// <param name="momentum">The part of the last step that goes on, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Sgd(int parameterCount, float learningRate, float momentum = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameterCount);
        LearningRate = Hyperparameter.AtLeastZero(learningRate, nameof(learningRate));
        Momentum = Hyperparameter.Fraction(momentum, nameof(momentum));
        _velocity = new float[parameterCount];
        _change = new float[parameterCount];
    }

    /// <inheritdoc/>
    public float LearningRate
    {
        get;
        set => field = Hyperparameter.AtLeastZero(value, nameof(LearningRate));
    }

    /// <summary>The part of the last step that goes on.</summary>
    public float Momentum { get; }

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        Throw.IfLengthDiffers(parameters.Length, _velocity.Length, nameof(parameters));
        Throw.IfLengthDiffers(gradients.Length, _velocity.Length, nameof(gradients));
        TensorPrimitives.Multiply(_velocity, Momentum, _velocity);
        TensorPrimitives.Add(_velocity, gradients, _velocity);
        TensorPrimitives.Multiply(_velocity, LearningRate, _change);
        TensorPrimitives.Subtract(parameters, _change, parameters);
    }
}
