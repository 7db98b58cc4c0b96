namespace UnrolledRnn.Training;

/// <summary>|prediction - target|; where both are equal, the slope is 0.</summary>
internal readonly struct AbsoluteError : IElementLoss
{
    /// <inheritdoc/>
    public double Of(double prediction, double target, out double slope)
    {
        // not Math.Sign, which throws for NaN
        double difference = prediction - target;
        slope = difference > 0 ? 1 : difference < 0 ? -1 : difference;
        return Math.Abs(difference);
    }
}
