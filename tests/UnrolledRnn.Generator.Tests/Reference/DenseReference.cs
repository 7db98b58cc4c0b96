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
        double[][] outputs = Array.ConvertAll(inputs, Output);
        return new LayerPass(outputs, [], (outputGradients, _) =>
            ([.. inputs.Select((x, t) => Backward(x, outputs[t], outputGradients[t]))], []));
    }

    private double[] Output(double[] x)
    {
        double[] a = [.. Bias.Values];
        Weight.AddProduct(x, a);
        return Nonlinearity.Apply(function, a);
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
