namespace UnrolledRnn.Training;

/// <summary>A rule that moves parameters along their gradients. It keeps its own state and allocates nothing per step.</summary>
public interface IOptimizer
{
    /// <summary>The size of a step; may be changed between steps.</summary>
    float LearningRate { get; set; }

    /// <summary>Moves the parameters once.</summary>
    /// <param name="parameters">As many values as the optimizer was made for.</param>
    /// <param name="gradients">The gradient of the loss by each parameter.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    void Step(Span<float> parameters, ReadOnlySpan<float> gradients);
}
