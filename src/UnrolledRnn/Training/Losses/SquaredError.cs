namespace UnrolledRnn.Training;

/// <summary>(prediction - target)².</summary>
internal readonly struct SquaredError : IElementLoss
{
    /// <inheritdoc/>
    public double Of(double prediction, double target, out double slope)
    {
        double difference = prediction - target;
        slope = 2 * difference;
        return difference * difference;
    }
}
