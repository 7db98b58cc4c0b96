using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>The gradients by <see cref="RecurrentWeights"/>, added to, and by what the layer reads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct RecurrentGradients
{
    /// <summary>∂L/∂W_ih transposed, [nIn, gates].</summary>
    public GateWeights Input { get; set; }

    /// <summary>∂L/∂W_hh transposed, [nHid, gates].</summary>
    public GateWeights Hidden { get; set; }

    /// <summary>∂L/∂b_h, a row of gates; or empty.</summary>
    public Span<float> Bias { get; set; }

    /// <summary>∂L/∂b_hn, a row of gates; or empty.</summary>
    public Span<float> HiddenBias { get; set; }

    /// <summary>∂L/∂p, a row of three gates; or empty.</summary>
    public Span<float> Peepholes { get; set; }

    /// <summary>∂L/∂h_0, where it is learned.</summary>
    public Span<float> InitialHidden { get; set; }

    /// <summary>∂L/∂c_0, where it is learned.</summary>
    public Span<float> InitialCell { get; set; }

    /// <summary>∂L/∂x at every step, [T·B, nIn] with padding, added to; or empty where it is not wanted.</summary>
    public Matrix Inputs { get; set; }
}
