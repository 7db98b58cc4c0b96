using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// What the optimizers of this library have in common: a learning rate, a weight decay, and groups of parameters with settings of their
/// own. Each value moves by itself with IEEE operations of one defined result, so that every vector width gives the same bits; a parameter
/// of 0 whose gradients are 0, as padding is, stays 0.
/// </summary>
public abstract class Optimizer : IStatefulOptimizer
{
    private protected Optimizer(int parameterCount, float learningRate, float weightDecay)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameterCount);
        ParameterCount = parameterCount;
        LearningRate = Hyperparameter.AtLeastZero(learningRate, nameof(learningRate));
        WeightDecay = Hyperparameter.AtLeastZero(weightDecay, nameof(weightDecay));
    }

    /// <summary>Values in the parameter buffer, padding included.</summary>
    public int ParameterCount { get; }

    /// <inheritdoc/>
    public float LearningRate
    {
        get;
        set => field = Hyperparameter.AtLeastZero(value, nameof(LearningRate));
    }

    /// <summary>λ: how strongly parameters are drawn to 0; finite, at least 0.</summary>
    public float WeightDecay { get; }

    /// <summary>Learning rates, decay and freezing by tensor; or null, where all parameters are treated alike.</summary>
    /// <exception cref="ArgumentException">The groups are those of a buffer of another length.</exception>
    public ParameterGroups? Groups
    {
        get;
        set
        {
            if (value is not null && value.ParameterCount != ParameterCount)
            {
                throw new ArgumentException(
                    $"Expected groups of {ParameterCount} parameters, got groups of {value.ParameterCount}.", nameof(Groups));
            }

            field = value;
        }
    }

    /// <inheritdoc/>
    public abstract string Kind { get; }

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) => Step(parameters, gradients, workers: null);

    /// <summary>The same with threads that divide the parameters: to the same bits.</summary>
    internal void Step(Span<float> parameters, ReadOnlySpan<float> gradients, Workers? workers)
    {
        Throw.IfLengthDiffers(parameters.Length, ParameterCount, nameof(parameters));
        Throw.IfLengthDiffers(gradients.Length, ParameterCount, nameof(gradients));
        Update(parameters, gradients, workers);
    }

    /// <inheritdoc/>
    public void ClearFrozen(Span<float> gradients) => Groups?.ClearFrozen(gradients);

    /// <inheritdoc/>
    public void VisitState(IStateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Setting("weight_decay", WeightDecay);
        Groups?.VisitSettings(visitor);
        double rate = LearningRate;
        visitor.Number("lr", ref rate, least: 0, most: float.MaxValue);
        LearningRate = (float)rate;
        VisitRule(visitor);
    }

    /// <summary>Moves parameters once; the lengths have been checked.</summary>
    private protected abstract void Update(Span<float> parameters, ReadOnlySpan<float> gradients, Workers? workers);

    /// <summary>Shows the settings and the state of the rule itself.</summary>
    private protected abstract void VisitRule(IStateVisitor visitor);
}
