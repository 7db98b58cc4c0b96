namespace UnrolledRnn.Training;

/// <summary>A rule that moves parameters along their gradients. It keeps its own state and allocates nothing per step.</summary>
public interface IOptimizer
{
    /// <summary>The size of a step, a finite number of at least 0; may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another value.</exception>
    float LearningRate { get; set; }

    /// <summary>
    /// Moves the parameters once. What is not finite among the gradients reaches parameters and state; <see cref="Trainer{TNetwork}"/>
    /// leaves such steps out.
    /// </summary>
    /// <param name="parameters">As many values as the optimizer was made for.</param>
    /// <param name="gradients">The gradient of the loss by each parameter.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    void Step(Span<float> parameters, ReadOnlySpan<float> gradients);

    /// <summary>
    /// Sets the gradients of frozen parameters to 0, before the norm of all is measured; an optimizer that moves all of them does nothing.
    /// </summary>
    /// <param name="gradients">The gradient of the loss by each parameter.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    void ClearFrozen(Span<float> gradients)
    {
    }
}
