namespace UnrolledRnn.Training;

/// <summary>Rows of a long series, copied one by one and normalised on the way.</summary>
/// <param name="Values">[rows, columns]</param>
/// <param name="Columns">Columns.</param>
internal readonly record struct VectorRows(ReadOnlyMemory<float> Values, int Columns)
{
    /// <summary>Rows.</summary>
    public int Count => Values.Length / Columns;

    /// <summary>Checks values and takes them as rows.</summary>
    /// <exception cref="ArgumentException">They do not divide into rows, or one is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is below 1.</exception>
    public static VectorRows Checked(ReadOnlyMemory<float> values, int columns, string parameterName)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        DataCheck.Rows(values.Span, columns, sequence: -1, parameterName);
        return new(values, columns);
    }

    /// <summary>Copies a row.</summary>
    public void Copy(int row, Span<float> destination, Normalization? normalization)
    {
        ReadOnlySpan<float> values = Values.Span.Slice(row * Columns, Columns);
        if (normalization is null)
        {
            values.CopyTo(destination);
        }
        else
        {
            normalization.Apply(values, destination);
        }
    }

    /// <summary>Some of the rows.</summary>
    public ReadOnlySpan<float> Rows(int first, int count) => Values.Span.Slice(first * Columns, count * Columns);
}
