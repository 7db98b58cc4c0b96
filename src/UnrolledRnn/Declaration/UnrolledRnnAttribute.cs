namespace UnrolledRnn;

/// <summary>
/// Turns a partial class into a recurrent network of exactly these sizes: the generator adds parameters,
/// a single step, a forward pass over a sequence, and back-propagation through time.
/// </summary>
/// <remarks>
/// With one Elman layer the network computes, for every time step t, with h_0 = 0 unless a state is given:
/// <code>
/// h_t = g(W_ih x_t + W_hh h_{t-1} + b_h)
/// o_t = f(W_ho h_t + b_o)
/// </code>
/// <see cref="Cell"/> chooses g or another cell, <see cref="OutputActivation"/> chooses f. In a stack, each layer reads h of the layer below.
/// </remarks>
/// <example>
/// <code>
/// [UnrolledRnn(inputSize: 1, hiddenSize: 16, outputSize: 1, sequenceLength: 64, Cell = RnnCell.Lstm)]
/// public sealed partial class Amp;
///
/// [UnrolledRnn(inputSize: 5, outputSize: 2, sequenceLength: 8)]
/// [DenseLayer(8, LayerActivation.Tanh)]
/// [RecurrentLayer(RnnCell.Gru, 64)]
/// [RecurrentLayer(RnnCell.Lstm, 32)]
/// [DenseLayer(16, LayerActivation.Relu)]
/// public sealed partial class Mixed;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class UnrolledRnnAttribute : Attribute
{
    /// <summary>Declares a network with one kind of recurrent layer. Each size is at least 1.</summary>
    /// <param name="inputSize">Features per time step; for tokens, the size of the vocabulary.</param>
    /// <param name="hiddenSize">Units of each recurrent layer.</param>
    /// <param name="outputSize">Outputs per time step.</param>
    /// <param name="sequenceLength">Time steps of one forward or backward pass.</param>
    public UnrolledRnnAttribute(int inputSize, int hiddenSize, int outputSize, int sequenceLength)
    {
        InputSize = inputSize;
        HiddenSize = hiddenSize;
        OutputSize = outputSize;
        SequenceLength = sequenceLength;
    }

    /// <summary>
    /// Declares a network whose layers are attributes of their own on the same class, in the order of the data:
    /// <see cref="EmbeddingLayerAttribute"/>, <see cref="RecurrentLayerAttribute"/>, <see cref="DenseLayerAttribute"/>,
    /// <see cref="ActivationLayerAttribute"/>, <see cref="SkipLayerAttribute"/>, <see cref="ConcatLayerAttribute"/>. A dense layer of
    /// <paramref name="outputSize"/> follows them unless <see cref="Output"/> is false.
    /// </summary>
    /// <param name="inputSize">Features per time step; for tokens, the size of the vocabulary.</param>
    /// <param name="outputSize">Outputs per time step.</param>
    /// <param name="sequenceLength">Time steps of one forward or backward pass.</param>
    public UnrolledRnnAttribute(int inputSize, int outputSize, int sequenceLength)
    {
        InputSize = inputSize;
        OutputSize = outputSize;
        SequenceLength = sequenceLength;
    }

    /// <summary>Features per time step.</summary>
    public int InputSize { get; }

    /// <summary>Units of each recurrent layer; 0 where the layers are attributes of their own.</summary>
    public int HiddenSize { get; }

    /// <summary>Outputs per time step.</summary>
    public int OutputSize { get; }

    /// <summary>Time steps of one forward or backward pass.</summary>
    public int SequenceLength { get; }

    /// <summary>The recurrent cell; <see cref="RnnCell.Tanh"/> unless set.</summary>
    public RnnCell Cell { get; set; }

    /// <summary>Recurrent layers, each reading h of the one before; 1 unless set.</summary>
    public int LayerCount { get; set; } = 1;

    /// <summary>Whether each layer also reads the sequence backwards; such a network takes whole sequences only.</summary>
    public bool Bidirectional { get; set; }

    /// <summary>Whether the first nOut features of the input are added to the outputs, o_t += x_t.</summary>
    public bool Residual { get; set; }

    /// <summary>What is applied to the outputs; <see cref="LayerActivation.Identity"/> unless set, because the losses take logits.</summary>
    public LayerActivation OutputActivation { get; set; }

    /// <summary>
    /// Whether a dense layer of nOut units ends the network; true unless set. Without it, the values of the last layer are the outputs, and
    /// nOut is their number.
    /// </summary>
    public bool Output { get; set; } = true;

    /// <summary>Whether the output layer has a bias; true unless set.</summary>
    public bool OutputBias { get; set; } = true;

    /// <summary>Whether the output layer's weights are the table of the embedding: of as many outputs as inputs, behind a layer as wide as the embedding.</summary>
    public bool TieOutput { get; set; }

    /// <summary>The state in which a sequence starts unless one is given.</summary>
    public SequenceStart InitialState { get; set; }

    /// <summary>Whether a sequence returns an output for every step or only for the last.</summary>
    public SequenceOutputs Outputs { get; set; }

    /// <summary>How new parameters are drawn; unless set, as the cells and sizes need it.</summary>
    public Initialization Initialization { get; set; }

    /// <summary>Whether time steps are emitted as straight-line code.</summary>
    public Unrolling Unroll { get; set; }

    /// <summary>How exactly tanh and sigmoid are computed outside of training; not for a network with a bidirectional layer.</summary>
    public ActivationPrecision Activations { get; set; }

    /// <summary>How the weights of the recurrent layers are read outside of training; not for a network with a bidirectional layer.</summary>
    public WeightStorage Weights { get; set; }
}
