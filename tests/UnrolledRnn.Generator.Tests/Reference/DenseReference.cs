namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>y = f(W x + b) at every time step.</summary>
internal sealed class DenseReference(int inputSize, int outputSize, OutputActivation function, string prefix) : IReferenceLayer
{
    public int InputSize => inputSize;

    public int OutputSize => outputSize;

    public IReadOnlyList<int> StateSizes => [];

    public OutputActivation Function => function;

    public ReferenceParameter Weight { get; } = new($"{prefix}.weight", outputSize, inputSize);

    public ReferenceParameter Bias { get; } = new($"{prefix}.bias", outputSize);

    public IReadOnlyList<ReferenceParameter> Parameters => [Weight, Bias];

    public LayerPass Forward(double[][] inputs, double[] initialState)
    {
        double[][] sums = Array.ConvertAll(inputs, Sums);
        double[][] outputs = Array.ConvertAll(sums, a => Nonlinearity.Apply(function, a));
        return new LayerPass(outputs, [], (outputGradients, _) =>
            ([.. inputs.Select((x, t) => Backward(x, outputs[t], outputGradients[t]))], []))
        {
            CornerDistance = sums.Min(a => Nonlinearity.CornerDistance(function, a)),
        };
    }

    private double[] Sums(double[] x)
    {
        double[] a = [.. Bias.Values];
        Weight.AddProduct(x, a);
        return a;
    }

    private double[] Backward(double[] x, double[] y, double[] dy)
    {
        double[] da = Nonlinearity.Backward(function, y, dy);
        double[] dx = new double[inputSize];
        Bias.AddGradient(da);
        Weight.AddProductGradients(x, da, dx);
        return dx;
    }
}
