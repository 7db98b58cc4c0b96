using System.Globalization;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// Standardises columns: (x - mean) / deviation, and back. A column that does not vary by more than a float can tell has a deviation of
/// 1, so that it becomes 0; NaN and infinite values are refused. Each value is computed by itself, with the same bits everywhere.
/// </summary>
public sealed class Normalization
{
    /// <summary>The key of the normalisation of the inputs among the texts of a model file.</summary>
    public const string InputsKey = "normalization.inputs";

    /// <summary>The key of the normalisation of the targets among the texts of a model file.</summary>
    public const string TargetsKey = "normalization.targets";

    private readonly float[] _means;
    private readonly float[] _deviations;

    /// <summary>Creates a normalisation of given means and deviations.</summary>
    /// <param name="means">A finite number for each column; at least one.</param>
    /// <param name="deviations">A finite number above 0 for each column.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there is no column.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Normalization(ReadOnlySpan<float> means, ReadOnlySpan<float> deviations)
    {
        if (means.IsEmpty)
        {
            throw new ArgumentException("Expected at least one column, got none.", nameof(means));
        }

        Throw.IfLengthDiffers(deviations.Length, means.Length, nameof(deviations));
        for (int i = 0; i < means.Length; i++)
        {
            if (!float.IsFinite(means[i]))
            {
                throw new ArgumentOutOfRangeException(nameof(means), means[i], $"Expected a finite mean of column {i}, got {means[i]}.");
            }

            Hyperparameter.AboveZero(deviations[i], nameof(deviations));
        }

        _means = means.ToArray();
        _deviations = deviations.ToArray();
    }

    /// <summary>Columns.</summary>
    public int Size => _means.Length;

    /// <summary>The mean of each column.</summary>
    public ReadOnlySpan<float> Means => _means;

    /// <summary>The standard deviation of each column, over all rows, not over one fewer.</summary>
    public ReadOnlySpan<float> Deviations => _deviations;

    /// <summary>Fits a normalisation to rows.</summary>
    /// <param name="rows">[rows, columns], one row at least.</param>
    /// <param name="columns">Columns, at least 1.</param>
    /// <exception cref="ArgumentException">There is no row, a part of one, or a value that is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is below 1.</exception>
    public static Normalization Fit(ReadOnlySpan<float> rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (DataCheck.Rows(rows, columns, sequence: -1, nameof(rows)) == 0)
        {
            throw new ArgumentException("Expected at least one row, got none.", nameof(rows));
        }

        var sums = new NormalizationSums(columns);
        sums.AddToMeans(rows);
        sums.EndMeans();
        sums.AddToVariances(rows);
        return sums.ToNormalization();
    }

    /// <summary>values ← (values - mean) / deviation, in place.</summary>
    /// <param name="values">[rows, columns]</param>
    /// <exception cref="ArgumentException">The values do not divide into rows.</exception>
    public void Apply(Span<float> values) => Apply(values, values);

    /// <summary>destination ← (values - mean) / deviation.</summary>
    /// <param name="values">[rows, columns]</param>
    /// <param name="destination">As many values, overwritten; the same memory, or none of it.</param>
    /// <exception cref="ArgumentException">The values do not divide into rows, or the lengths differ.</exception>
    public void Apply(ReadOnlySpan<float> values, Span<float> destination)
    {
        Check(values, destination);
        for (int i = 0, column = 0; i < values.Length; i++, column = column + 1 == Size ? 0 : column + 1)
        {
            destination[i] = (values[i] - _means[column]) / _deviations[column];
        }
    }

    /// <summary>values ← values · deviation + mean, in place.</summary>
    /// <inheritdoc cref="Apply(Span{float})"/>
    public void Invert(Span<float> values) => Invert(values, values);

    /// <summary>destination ← values · deviation + mean.</summary>
    /// <inheritdoc cref="Apply(ReadOnlySpan{float}, Span{float})"/>
    public void Invert(ReadOnlySpan<float> values, Span<float> destination)
    {
        Check(values, destination);
        for (int i = 0, column = 0; i < values.Length; i++, column = column + 1 == Size ? 0 : column + 1)
        {
            destination[i] = (values[i] * _deviations[column]) + _means[column];
        }
    }

    /// <summary>The normalisation as a text, from which <see cref="Parse"/> reads the same bits: means; deviations.</summary>
    public override string ToString() => $"{Numbers(_means)}; {Numbers(_deviations)}";

    /// <summary>Reads a normalisation from a text.</summary>
    /// <param name="text">What <see cref="ToString"/> gave.</param>
    /// <exception cref="FormatException">The text is another.</exception>
    public static Normalization Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(';');
        try
        {
            return new(Numbers(parts[0]), Numbers(parts[^1]));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new FormatException($"Expected means and deviations, such as '0, 1; 2, 3', got '{text}'.", exception);
        }
    }

    /// <summary>The normalisation among the texts of a model file, or null.</summary>
    /// <param name="texts">What <see cref="Serialization.ModelFile.ReadMetadata"/> gave.</param>
    /// <param name="key"><see cref="InputsKey"/> or <see cref="TargetsKey"/>.</param>
    /// <exception cref="FormatException">The text is no normalisation.</exception>
    public static Normalization? Find(IReadOnlyDictionary<string, string> texts, string key)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts.TryGetValue(key, out string? text) ? Parse(text) : null;
    }

    private static string Numbers(float[] values) =>
        string.Join(", ", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    private static float[] Numbers(string text) =>
        [.. text.Split(',').Select(number => float.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture))];

    private void Check(ReadOnlySpan<float> values, Span<float> destination)
    {
        Throw.IfNotMultiple(values.Length, Size, nameof(values));
        Throw.IfLengthDiffers(destination.Length, values.Length, nameof(destination));
    }
}
