namespace UnrolledRnn.Training;

/// <summary>What <see cref="GradientCheck"/> found.</summary>
public sealed class GradientReport
{
    /// <summary>The loss at the parameters as they are.</summary>
    public required double Loss { get; init; }

    /// <summary>
    /// What rounding of the outputs may do to a slope: 2^-22 / h times the root of Σ (∂loss/∂output · max(|output|, 1))², some times
    /// what it commonly does. Differences below it say nothing.
    /// </summary>
    public required double NoiseFloor { get; init; }

    /// <summary>The tensors in the order of the network's.</summary>
    public required IReadOnlyList<TensorGradientCheck> Tensors { get; init; }

    /// <summary>The largest relative difference of all tensors; NaN where one is.</summary>
    public double MaxRelativeDifference
    {
        get
        {
            double max = 0;
            foreach (TensorGradientCheck tensor in Tensors)
            {
                max = Math.Max(max, tensor.MaxRelativeDifference);
            }

            return max;
        }
    }

    /// <summary>Whether every relative difference is at most a tolerance. Gradients that are right are within 0.01 by far.</summary>
    /// <param name="tolerance">Finite, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tolerance"/> is out of its range.</exception>
    public bool IsWithin(float tolerance = 0.01f) =>
        MaxRelativeDifference <= Hyperparameter.AboveZero(tolerance, nameof(tolerance));

    /// <summary>The report, a line for each tensor.</summary>
    public override string ToString() => string.Join(
        Environment.NewLine, Tensors.Select(tensor => tensor.ToString()).Prepend(
            FormattableString.Invariant($"loss {Loss:g6}, noise floor {NoiseFloor:g3}")));
}
