namespace UnrolledRnn.Training;

/// <summary>A metric of outputs and target classes.</summary>
public interface IClassMetric : IMetric
{
    /// <summary>Adds a batch.</summary>
    /// <param name="outputs">[N, classes]: logits or probabilities.</param>
    /// <param name="targets">[N] classes, or <see cref="SoftmaxCrossEntropy.IgnoredTarget"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets);
}
