namespace UnrolledRnn.Training;

/// <summary>A gradient beside the slope that it should be.</summary>
/// <param name="Row">The row in the tensor; the index in a bias.</param>
/// <param name="Column">The column; 0 in a bias.</param>
/// <param name="Gradient">What the emitted code gave.</param>
/// <param name="Slope">What central differences gave.</param>
public sealed record GradientDifference(int Row, int Column, double Gradient, double Slope)
{
    /// <summary>|gradient - slope|.</summary>
    public double Absolute => Math.Abs(Gradient - Slope);

    /// <summary>The place and both values.</summary>
    public override string ToString() => FormattableString.Invariant($"[{Row}, {Column}]: gradient {Gradient:g6}, slope {Slope:g6}");
}
