namespace UnrolledRnn.Training;

/// <summary>The loss of one value, of which <see cref="ElementLoss"/> takes the mean.</summary>
internal interface IElementLoss
{
    /// <summary>The loss of one value.</summary>
    /// <param name="prediction">What the network gave.</param>
    /// <param name="target">What it should have given.</param>
    /// <param name="slope">The derivative of the loss by the prediction.</param>
    double Of(double prediction, double target, out double slope);
}
