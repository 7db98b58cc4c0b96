namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>A layer that does the same at every time step and remembers nothing.</summary>
internal abstract class StatelessReference(int inputSize, int outputSize) : IReferenceLayer
{
    public int InputSize => inputSize;

    public int OutputSize => outputSize;

    public virtual int? From => null;

    public IReadOnlyList<int> StateSizes => [];

    public double[] InitialState => [];

    public virtual IReadOnlyList<ReferenceParameter> Parameters => [];

    public LayerPass Forward(double[][] inputs, double[]? initialState)
    {
        RowPass[] rows = Array.ConvertAll(inputs, Step);
        return new LayerPass(Array.ConvertAll(rows, row => row.Output), [], (outputGradients, _) =>
            ([.. rows.Zip(outputGradients, (row, gradient) => row.Backward(gradient))], []))
        {
            CornerDistance = rows.Min(row => row.CornerDistance),
        };
    }

    /// <summary>One time step.</summary>
    protected abstract RowPass Step(double[] x);
}

/// <summary>The values of one time step, and the way from the gradient by them to that by the inputs.</summary>
internal sealed record RowPass(double[] Output, Func<double[], double[]> Backward)
{
    /// <summary>How far the step is from where it has no derivative.</summary>
    public double CornerDistance { get; init; } = double.PositiveInfinity;
}
