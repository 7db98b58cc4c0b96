namespace UnrolledRnn.Training;

/// <summary>What came of training on one chunk.</summary>
/// <param name="Loss">The loss before the parameters moved; it may be NaN or infinite.</param>
/// <param name="GradientNorm">
/// The Euclidean norm of all gradients before they were scaled down; NaN where the loss is not finite, because there are none.
/// </param>
public readonly record struct TrainingResult(double Loss, double GradientNorm)
{
    /// <summary>
    /// Whether the parameters and the optimizer were left as they are, because the loss or a gradient is NaN or infinite. States that
    /// are not finite are then the network's initial state again.
    /// </summary>
    public bool WasSkipped => !double.IsFinite(Loss) || !double.IsFinite(GradientNorm);

    /// <summary>The loss.</summary>
    public static implicit operator double(TrainingResult result) => result.Loss;
}
