namespace UnrolledRnn;

/// <summary>
/// Turns a partial class into a recurrent network of exactly these sizes, with one kind of recurrent layer: the generator adds
/// parameters, a single step, a forward pass over a sequence, and back-propagation through time. For layers of different kinds, see
/// <see cref="UnrolledNetworkAttribute"/>.
/// </summary>
/// <remarks>
/// With one Elman layer the network computes, for every time step t, with h_0 = 0 unless a state is given:
/// <code>
/// h_t = g(W_ih x_t + W_hh h_{t-1} + b_h)
/// o_t = f(W_ho h_t + b_o)
/// </code>
/// <see cref="Cell"/> chooses g or another cell, <see cref="NetworkAttribute.OutputActivation"/> chooses f. In a stack, each layer
/// reads h of the layer below.
/// </remarks>
/// <example>
/// <code>
/// [UnrolledRnn(inputSize: 1, hiddenSize: 16, outputSize: 1, sequenceLength: 64, Cell = RnnCell.Lstm)]
/// public sealed partial class Amp;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class UnrolledRnnAttribute : NetworkAttribute
{
    /// <summary>Declares a network. Each size is at least 1.</summary>
    /// <param name="inputSize">Features per time step; for tokens, the size of the vocabulary.</param>
    /// <param name="hiddenSize">Units of each recurrent layer.</param>
    /// <param name="outputSize">Outputs per time step.</param>
    /// <param name="sequenceLength">Time steps of one forward or backward pass.</param>
    public UnrolledRnnAttribute(int inputSize, int hiddenSize, int outputSize, int sequenceLength)
        : base(inputSize, outputSize, sequenceLength)
    {
        HiddenSize = hiddenSize;
    }

    /// <summary>
    /// Declares the network of a model file, whose sizes, layers and weights become part of the assembly. The project names the file as
    /// <c>UnrolledRnnModel</c>, and references the package UnrolledRnn.Build, which reads it. Of the options, only
    /// <see cref="NetworkAttribute.Unroll"/>, <see cref="NetworkAttribute.Activations"/> and <see cref="NetworkAttribute.Weights"/> may
    /// be set beside it.
    /// </summary>
    /// <param name="modelFile">The file, with as many of its folders as tell it from others.</param>
    /// <param name="sequenceLength">Time steps of one forward or backward pass.</param>
    /// <example>
    /// <code>
    /// [UnrolledRnn("amp.nam")]
    /// public sealed partial class Amp;
    /// </code>
    /// </example>
    public UnrolledRnnAttribute(string modelFile, int sequenceLength = 64)
        : base(inputSize: 0, outputSize: 0, sequenceLength)
    {
        ModelFile = modelFile;
    }

    /// <summary>The model file that gives layers and weights, or null.</summary>
    public string? ModelFile { get; }

    /// <summary>Units of each recurrent layer, nHid.</summary>
    public int HiddenSize { get; }

    /// <summary>The recurrent cell; <see cref="RnnCell.Tanh"/> unless set.</summary>
    public RnnCell Cell { get; set; }

    /// <summary>Recurrent layers, each reading h of the one before; 1 unless set, at most 64.</summary>
    public int LayerCount { get; set; } = 1;

    /// <summary>Whether each layer also reads the sequence backwards; such a network takes whole sequences only.</summary>
    public bool Bidirectional { get; set; }
}
