namespace UnrolledRnn;

/// <summary>A recurrent layer of a network declared with <see cref="UnrolledNetworkAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RecurrentLayerAttribute : Attribute
{
    /// <summary>Adds a layer behind those written before it.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="hiddenSize">Units, at least 1.</param>
    public RecurrentLayerAttribute(RnnCell cell, int hiddenSize)
    {
        Cell = cell;
        HiddenSize = hiddenSize;
    }

    /// <summary>The cell.</summary>
    public RnnCell Cell { get; }

    /// <summary>Units; a bidirectional layer has as many for each direction.</summary>
    public int HiddenSize { get; }

    /// <summary>Whether the layer also reads the sequence backwards; the next layer then reads both, as <see cref="Merge"/> says.</summary>
    public bool Bidirectional { get; set; }

    /// <summary>How the two directions of a bidirectional layer become one output.</summary>
    public DirectionMerge Merge { get; set; }

    /// <summary>Whether the layer has biases; true unless set.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// The function of the gates of an LSTM or a GRU; <see cref="LayerActivation.Sigmoid"/> unless set. Keras: recurrent_activation.
    /// </summary>
    public LayerActivation GateActivation { get; set; } = LayerActivation.Sigmoid;

    /// <summary>
    /// In place of tanh, the function of an LSTM's candidate g and of its c, of a GRU's candidate n, or of an Elman
    /// cell. Keras: activation.
    /// </summary>
    public LayerActivation CellActivation { get; set; } = LayerActivation.Tanh;

    /// <summary>Values to which an LSTM projects its output, h = W_hr (o ⊙ tanh(c)): PyTorch's proj_size; 0 for none.</summary>
    public int ProjectionSize { get; set; }

    /// <summary>The magnitude to which an LSTM limits c after each step; 0 for none.</summary>
    public float CellClip { get; set; }

    /// <summary>
    /// Whether the gates i and f of an LSTM also see c before the step, and o the c after it, each with a weight of its own.
    /// </summary>
    public bool Peepholes { get; set; }
}
