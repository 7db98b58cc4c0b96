namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>The gradients of a reference network, in PyTorch's shapes.</summary>
internal sealed class ReferenceGradients(NetworkShape shape, int batchSize)
{
    public double[] WeightIh { get; } = new double[shape.HiddenSize * shape.InputSize];

    public double[] WeightHh { get; } = new double[shape.HiddenSize * shape.HiddenSize];

    public double[] BiasH { get; } = new double[shape.HiddenSize];

    public double[] WeightHo { get; } = new double[shape.OutputSize * shape.HiddenSize];

    public double[] BiasO { get; } = new double[shape.OutputSize];

    /// <summary>[T, B, nIn]</summary>
    public double[] Inputs { get; } = new double[shape.SequenceLength * batchSize * shape.InputSize];

    /// <summary>[B, nHid]</summary>
    public double[] InitialHidden { get; } = new double[batchSize * shape.HiddenSize];

    /// <summary>The gradients in the order of the network's tensors.</summary>
    public IReadOnlyList<double[]> Parameters => [WeightIh, WeightHh, BiasH, WeightHo, BiasO];
}
