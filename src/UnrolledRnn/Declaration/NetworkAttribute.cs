namespace UnrolledRnn;

/// <summary>What every declaration of a network says, whichever way its layers are declared.</summary>
public abstract class NetworkAttribute : Attribute
{
    private protected NetworkAttribute(int inputSize, int outputSize, int sequenceLength)
    {
        InputSize = inputSize;
        OutputSize = outputSize;
        SequenceLength = sequenceLength;
    }

    /// <summary>Features per time step, nIn; for tokens, the size of the vocabulary.</summary>
    public int InputSize { get; }

    /// <summary>Outputs per time step, nOut.</summary>
    public int OutputSize { get; }

    /// <summary>Time steps of one forward or backward pass, T.</summary>
    public int SequenceLength { get; }

    /// <summary>Whether the first nOut features of the input are added to the outputs, o_t += x_t.</summary>
    public bool Residual { get; set; }

    /// <summary>
    /// What is applied to the outputs; <see cref="LayerActivation.Identity"/> unless set, because the losses take logits.
    /// </summary>
    public LayerActivation OutputActivation { get; set; }

    /// <summary>
    /// Whether a dense layer of nOut units ends the network; true unless set. Without it, the values of the last layer are the outputs, and
    /// nOut is their number.
    /// </summary>
    public bool Output { get; set; } = true;

    /// <summary>Whether the output layer has a bias; true unless set.</summary>
    public bool OutputBias { get; set; } = true;

    /// <summary>
    /// Whether the output layer's weights are the table of the embedding: of as many outputs as inputs, behind a layer
    /// as wide as the embedding.
    /// </summary>
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

    /// <summary>
    /// How the weights of the recurrent layers are read outside of training; not for a network with a bidirectional layer.
    /// </summary>
    public WeightStorage Weights { get; set; }
}
