namespace UnrolledRnn.Training;

/// <summary>Means and then variances of columns, in double and from the first row to the last.</summary>
internal sealed class NormalizationSums
{
    /// <summary>A deviation that is a smaller part of the mean is the rounding of floats.</summary>
    private const double SmallestPart = 1e-6;

    private readonly double[] _means;
    private readonly double[] _variances;
    private readonly int[] _columns;
    private readonly int _rowSize;
    private long _rows;

    /// <summary>Begins with all columns of rows.</summary>
    public NormalizationSums(int columns)
        : this([.. Enumerable.Range(0, columns)], columns)
    {
    }

    /// <summary>Begins with some columns of rows.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="rowSize">Values of a row.</param>
    public NormalizationSums(int[] columns, int rowSize)
    {
        _columns = columns;
        _rowSize = rowSize;
        _means = new double[columns.Length];
        _variances = new double[columns.Length];
    }

    /// <summary>Adds rows to the means.</summary>
    public void AddToMeans(ReadOnlySpan<float> rows)
    {
        for (int start = 0; start < rows.Length; start += _rowSize, _rows++)
        {
            for (int i = 0; i < _columns.Length; i++)
            {
                _means[i] += rows[start + _columns[i]];
            }
        }
    }

    /// <summary>Ends the first pass: the same rows come once more.</summary>
    public void EndMeans()
    {
        for (int i = 0; i < _means.Length; i++)
        {
            _means[i] /= Math.Max(1, _rows);
        }
    }

    /// <summary>Adds rows to the variances.</summary>
    public void AddToVariances(ReadOnlySpan<float> rows)
    {
        for (int start = 0; start < rows.Length; start += _rowSize)
        {
            for (int i = 0; i < _columns.Length; i++)
            {
                double difference = rows[start + _columns[i]] - _means[i];
                _variances[i] += difference * difference;
            }
        }
    }

    /// <summary>The normalisation.</summary>
    public Normalization ToNormalization()
    {
        float[] means = Array.ConvertAll(_means, mean => (float)mean);
        float[] deviations = new float[means.Length];
        for (int i = 0; i < means.Length; i++)
        {
            float deviation = (float)Math.Sqrt(_variances[i] / Math.Max(1, _rows));
            bool isConstant = deviation <= SmallestPart * Math.Abs(_means[i]) || !float.IsNormal(deviation);
            deviations[i] = isConstant ? 1 : deviation;
        }

        return new Normalization(means, deviations);
    }
}
