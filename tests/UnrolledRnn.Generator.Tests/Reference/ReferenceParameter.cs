namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>A parameter tensor by PyTorch's name, row-major, and the gradient of a loss by it; a bias has one column.</summary>
internal sealed class ReferenceParameter(string name, int rows, int columns = 1)
{
    public string Name => name;

    public int Rows => rows;

    public int Columns => columns;

    public double[] Values { get; set; } = new double[rows * columns];

    public double[] Gradient { get; } = new double[rows * columns];

    /// <summary>y += W x, with the rows of W from the given one on.</summary>
    public void AddProduct(ReadOnlySpan<double> x, Span<double> y, int firstRow = 0)
    {
        for (int i = 0; i < y.Length; i++)
        {
            ReadOnlySpan<double> row = Values.AsSpan((firstRow + i) * columns, columns);
            double sum = 0;
            for (int k = 0; k < row.Length; k++)
            {
                sum += row[k] * x[k];
            }

            y[i] += sum;
        }
    }

    /// <summary>The derivatives of y = W x: dW += dy xᵀ and dx += Wᵀ dy, with the rows of W from the given one on.</summary>
    public void AddProductGradients(ReadOnlySpan<double> x, ReadOnlySpan<double> dy, Span<double> dx, int firstRow = 0)
    {
        for (int i = 0; i < dy.Length; i++)
        {
            ReadOnlySpan<double> row = Values.AsSpan((firstRow + i) * columns, columns);
            Span<double> rowGradient = Gradient.AsSpan((firstRow + i) * columns, columns);
            for (int k = 0; k < row.Length; k++)
            {
                rowGradient[k] += dy[i] * x[k];
                dx[k] += row[k] * dy[i];
            }
        }
    }

    /// <summary>db += dy.</summary>
    public void AddGradient(ReadOnlySpan<double> dy)
    {
        for (int i = 0; i < dy.Length; i++)
        {
            Gradient[i] += dy[i];
        }
    }
}
