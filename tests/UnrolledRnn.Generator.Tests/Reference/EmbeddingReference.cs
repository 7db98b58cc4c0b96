namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>y = Σ_k x_k · row k of a table: with a one-hot x, the row of a token.</summary>
internal sealed class EmbeddingReference(int inputSize, int outputSize) : StatelessReference(inputSize, outputSize)
{
    public ReferenceParameter Table { get; } = new("embedding.weight", inputSize, outputSize);

    public override IReadOnlyList<ReferenceParameter> Parameters => [Table];

    protected override RowPass Step(double[] x)
    {
        double[] y = new double[OutputSize];
        for (int k = 0; k < InputSize; k++)
        {
            for (int i = 0; i < OutputSize; i++)
            {
                y[i] += x[k] * Table.Values[(k * OutputSize) + i];
            }
        }

        return new RowPass(y, dy =>
        {
            double[] dx = new double[InputSize];
            for (int k = 0; k < InputSize; k++)
            {
                for (int i = 0; i < OutputSize; i++)
                {
                    Table.Gradient[(k * OutputSize) + i] += x[k] * dy[i];
                    dx[k] += Table.Values[(k * OutputSize) + i] * dy[i];
                }
            }

            return dx;
        });
    }
}
