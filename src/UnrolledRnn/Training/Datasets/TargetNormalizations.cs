namespace UnrolledRnn.Training;

/// <summary>The check of what datasets take as normalisation of their targets.</summary>
internal static class TargetNormalizations
{
    /// <summary>Throws unless a normalisation is one of a number of columns.</summary>
    /// <param name="value">The normalisation, or null.</param>
    /// <param name="columns">The columns, or null where targets are classes.</param>
    /// <exception cref="ArgumentException">It is of others.</exception>
    public static Normalization? Checked(Normalization? value, int? columns) => value is null || value.Size == columns
        ? value
        : throw new ArgumentException(
            columns is null
                ? "Expected no normalisation, because targets are classes."
                : $"Expected a normalisation of {columns} columns, got one of {value.Size}.",
            nameof(value));
}
