namespace UnrolledRnn;

/// <summary>The cell of a recurrent layer. x is the layer's input, h and c what it remembers, ⊙ the product of elements.</summary>
public enum RnnCell
{
    /// <summary>Elman cell: h = tanh(W_ih x + W_hh h + b).</summary>
    Tanh = 0,

    /// <summary>Elman cell: h = max(W_ih x + W_hh h + b, 0).</summary>
    Relu = 1,

    /// <summary>Elman cell: h = sigmoid(W_ih x + W_hh h + b).</summary>
    Sigmoid = 2,

    /// <summary>
    /// PyTorch's LSTM: i, f, o = sigmoid(W_ih x + W_hh h + b), g = tanh(W_ih x + W_hh h + b), each with its own rows;
    /// c = f ⊙ c + i ⊙ g, h = o ⊙ tanh(c).
    /// </summary>
    Lstm = 3,

    /// <summary>
    /// PyTorch's GRU, with the reset gate after the recurrent product (Keras: reset_after): r, z = sigmoid(W_ih x + W_hh h + b),
    /// n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn)), h = (1 - z) ⊙ n + z ⊙ h.
    /// </summary>
    Gru = 4,

    /// <summary>
    /// The GRU with the reset gate before the recurrent product (Keras: reset_after false, ONNX: linear_before_reset 0):
    /// n = tanh(W_in x + W_hn (r ⊙ h) + b_n), the rest as in <see cref="Gru"/>.
    /// </summary>
    GruResetBefore = 5,
}
