namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>y = f(W x + b) at every time step, with or without b, and with weights of its own or those of another layer.</summary>
internal sealed class DenseReference(
    int inputSize, int outputSize, LayerActivation function, string prefix, bool hasBias = true, ReferenceParameter? tiedWeight = null)
    : StatelessReference(inputSize, outputSize)
{
    public LayerActivation Function => function;

    public ReferenceParameter Weight { get; } = tiedWeight ?? new($"{prefix}.weight", outputSize, inputSize);

    /// <summary>What W is where the layer multiplies, while others that share it have it as it is; null where it is the same.</summary>
    public double[]? OwnWeights { get; set; }

    public bool IsTied => tiedWeight is not null;

    public ReferenceParameter? Bias { get; } = hasBias ? new($"{prefix}.bias", outputSize) : null;

    public override IReadOnlyList<ReferenceParameter> Parameters => Bias is null ? [Weight] : [Weight, Bias];

    protected override RowPass Step(double[] x)
    {
        double[] a = Bias is null ? new double[OutputSize] : [.. Bias.Values];
        (OwnWeights is null ? Weight : new ReferenceParameter(Weight.Name, OutputSize, InputSize) { Values = OwnWeights }).AddProduct(x, a);
        double[] y = Nonlinearity.Apply(function, a);
        return new RowPass(y, dy =>
        {
            double[] da = Nonlinearity.Backward(function, y, dy);
            double[] dx = new double[InputSize];
            Bias?.AddGradient(da);
            Weight.AddProductGradients(x, da, dx);
            return dx;
        })
        {
            CornerDistance = Nonlinearity.CornerDistance(function, a),
        };
    }
}
