namespace UnrolledRnn.Training;

/// <summary>What <see cref="GradientCheck"/> found in one parameter tensor.</summary>
public sealed class TensorGradientCheck
{
    /// <summary>The tensor.</summary>
    public required ParameterTensor Tensor { get; init; }

    /// <summary>Elements whose gradient was compared with a slope.</summary>
    public required int Compared { get; init; }

    /// <summary>
    /// Elements left out, because slopes over h and over 2 h, or to both sides, do not fit a smooth loss to a hundredth: a function with
    /// a bend, such as ReLU, bends between, or the loss is too curved for h.
    /// </summary>
    public required int Unsettled { get; init; }

    /// <summary>The largest |gradient - slope|; NaN where either is none, and 0 where nothing was compared.</summary>
    public required double MaxAbsoluteDifference { get; init; }

    /// <summary>
    /// The largest relative difference: what |gradient - slope| has over the noise floor, by the greater of |gradient|, |slope| and the
    /// noise floor; NaN where either is none, and 0 where nothing was compared.
    /// </summary>
    public required double MaxRelativeDifference { get; init; }

    /// <summary>Where the largest absolute difference is, or null where nothing was compared.</summary>
    public required GradientDifference? LargestAbsolute { get; init; }

    /// <summary>Where the largest relative difference is, or null where nothing was compared.</summary>
    public required GradientDifference? LargestRelative { get; init; }

    /// <summary>The tensor and its differences in one line.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Tensor.Name} {Tensor.ShapeText}: {Compared} compared, {Unsettled} unsettled, {Differences} at {LargestRelative}");

    private string Differences => FormattableString.Invariant(
        $"absolute {MaxAbsoluteDifference:g3}, relative {MaxRelativeDifference:g3}");
}
