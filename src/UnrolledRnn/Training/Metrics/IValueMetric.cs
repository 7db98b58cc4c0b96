namespace UnrolledRnn.Training;

/// <summary>A metric of outputs and target values.</summary>
public interface IValueMetric : IMetric
{
    /// <summary>Adds a batch.</summary>
    /// <param name="predictions">N values: the outputs of a network, [T, B, nOut] or [B, nOut].</param>
    /// <param name="targets">N values.</param>
    /// <param name="weights">A weight for each position, [T, B] or [B]; finite, at least 0.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    void Add(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights);
}
