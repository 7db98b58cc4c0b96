namespace UnrolledRnn.Formats;

/// <summary>A number, or a multiple of axes whose sizes are open: what shapes are made of.</summary>
/// <param name="Coefficient">The number.</param>
/// <param name="Axes">A bit for each open axis that it is multiplied with.</param>
internal readonly record struct OnnxExtent(long Coefficient, ulong Axes = 0)
{
    /// <summary>No extent that can be calculated with.</summary>
    public static readonly OnnxExtent Unknown = new(long.MinValue, ulong.MaxValue);

    /// <summary>One element.</summary>
    public static readonly OnnxExtent One = new(1);

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Axes == 0;

    /// <summary>Whether it is a number that an array's length may be.</summary>
    public bool IsCount => IsNumber && Coefficient > 0 && Coefficient <= Array.MaxLength;

    /// <summary>The product; unknown where an axis would be squared, or a number too large.</summary>
    public OnnxExtent Times(OnnxExtent other)
    {
        if ((Axes & other.Axes) != 0 || this == Unknown || other == Unknown)
        {
            return Unknown;
        }

        Int128 product = (Int128)Coefficient * other.Coefficient;
        return product > long.MaxValue || product < -long.MaxValue ? Unknown : new OnnxExtent((long)product, Axes | other.Axes);
    }

    /// <summary>The quotient, or null where something is left over.</summary>
    public OnnxExtent? Over(OnnxExtent divisor) =>
        this != Unknown && divisor.Coefficient > 0 && (divisor.Axes & ~Axes) == 0 && Coefficient % divisor.Coefficient == 0
            ? new OnnxExtent(Coefficient / divisor.Coefficient, Axes & ~divisor.Axes)
            : null;

    /// <summary>The extent as messages write it.</summary>
    public override string ToString() => this == Unknown ? "unknown" : IsNumber ? $"{Coefficient}" : "open";
}
