namespace UnrolledRnn.Training;

/// <summary>Settings of <see cref="GradientCheck"/>.</summary>
public sealed class GradientCheckOptions
{
    /// <summary>
    /// h, how far a parameter is moved; finite, above 0. Rounding of the outputs shows in a slope as noise that grows as h falls, and the
    /// curvature of the loss as an error that grows with h⁴.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another value.</exception>
    public float Step
    {
        get;
        init => field = Hyperparameter.AboveZero(value, nameof(Step));
    } = 1f / 64;

    /// <summary>Elements checked of each tensor, at least 1; all where it has no more. Each takes four forward passes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another value.</exception>
    public int ElementsPerTensor
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(ElementsPerTensor));
            field = value;
        }
    } = 32;

    /// <summary>
    /// How the passes are regularised, all with the same masks, those of pass 0; penalties are part of the loss. Null for not at all.
    /// </summary>
    public Regularization? Regularization { get; init; }

    /// <summary>Which elements are drawn, and the weights of the outputs where no loss is given.</summary>
    public long Seed { get; init; }
}
