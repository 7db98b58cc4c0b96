namespace UnrolledRnn;

/// <summary>
/// Turns a partial class into a recurrent network of exactly these sizes: the generator adds parameters,
/// a single step, a forward pass over a sequence, and back-propagation through time.
/// </summary>
/// <remarks>
/// The network computes, for every time step t, with h_0 = 0 unless a state is given:
/// <code>
/// h_t = g(W_ih x_t + W_hh h_{t-1} + b_h)
/// o_t = f(W_ho h_t + b_o)
/// </code>
/// g is chosen by <see cref="Cell"/>, f by <see cref="OutputActivation"/>.
/// </remarks>
/// <example>
/// <code>
/// [UnrolledRnn(inputSize: 1, hiddenSize: 16, outputSize: 1, sequenceLength: 64)]
/// public sealed partial class Amp;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class UnrolledRnnAttribute : Attribute
{
    /// <summary>Declares the sizes of the network. Each is at least 1.</summary>
    /// <param name="inputSize">Features per time step; for tokens, the size of the vocabulary.</param>
    /// <param name="hiddenSize">Units of the recurrent layer.</param>
    /// <param name="outputSize">Outputs per time step.</param>
    /// <param name="sequenceLength">Time steps of one forward or backward pass.</param>
    public UnrolledRnnAttribute(int inputSize, int hiddenSize, int outputSize, int sequenceLength)
    {
        InputSize = inputSize;
        HiddenSize = hiddenSize;
        OutputSize = outputSize;
        SequenceLength = sequenceLength;
    }

    /// <summary>Features per time step.</summary>
    public int InputSize { get; }

    /// <summary>Units of the recurrent layer.</summary>
    public int HiddenSize { get; }

    /// <summary>Outputs per time step.</summary>
    public int OutputSize { get; }

    /// <summary>Time steps of one forward or backward pass.</summary>
    public int SequenceLength { get; }

    /// <summary>The recurrent cell; <see cref="RnnCell.Tanh"/> unless set.</summary>
    public RnnCell Cell { get; set; }

    /// <summary>What is applied to the outputs; <see cref="OutputActivation.Identity"/> unless set, because the losses take logits.</summary>
    public OutputActivation OutputActivation { get; set; }

    /// <summary>Whether a sequence returns an output for every step or only for the last.</summary>
    public SequenceOutputs Outputs { get; set; }

    /// <summary>How new parameters are drawn.</summary>
    public Initialization Initialization { get; set; }

    /// <summary>Whether time steps are emitted as straight-line code.</summary>
    public Unrolling Unroll { get; set; }
}
