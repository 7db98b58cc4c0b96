namespace UnrolledRnn;

/// <summary>
/// Turns a partial class into a network whose layers are attributes of their own on the same class, in the order of the data:
/// <see cref="EmbeddingLayerAttribute"/>, <see cref="RecurrentLayerAttribute"/>, <see cref="DenseLayerAttribute"/>,
/// <see cref="ActivationLayerAttribute"/>, <see cref="SkipLayerAttribute"/>, <see cref="ConcatLayerAttribute"/>. A dense layer of nOut
/// units follows them unless <see cref="NetworkAttribute.Output"/> is false.
/// </summary>
/// <example>
/// <code>
/// [UnrolledNetwork(inputSize: 5, outputSize: 2, sequenceLength: 8)]
/// [DenseLayer(8, LayerActivation.Tanh)]
/// [RecurrentLayer(RnnCell.Gru, 64)]
/// [RecurrentLayer(RnnCell.Lstm, 32)]
/// [DenseLayer(16, LayerActivation.Relu)]
/// public sealed partial class Mixed;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class UnrolledNetworkAttribute : NetworkAttribute
{
    /// <summary>Declares a network. Each size is at least 1.</summary>
    /// <param name="inputSize">Features per time step; for tokens, the size of the vocabulary.</param>
    /// <param name="outputSize">Outputs per time step.</param>
    /// <param name="sequenceLength">Time steps of one forward or backward pass.</param>
    public UnrolledNetworkAttribute(int inputSize, int outputSize, int sequenceLength)
        : base(inputSize, outputSize, sequenceLength)
    {
    }
}
