using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>The parameters of a recurrent layer in one direction, as they lie; what a layer does not have is empty.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct RecurrentWeights
{
    /// <summary>W_ih transposed, [nIn, gates].</summary>
    public GateWeights Input { get; set; }

    /// <summary>W_hh transposed, [nHid, gates].</summary>
    public GateWeights Hidden { get; set; }

    /// <summary>b_h, a row of gates.</summary>
    public ReadOnlySpan<float> Bias { get; set; }

    /// <summary>b_hn of a GRU in the places of n, a row of gates.</summary>
    public ReadOnlySpan<float> HiddenBias { get; set; }

    /// <summary>The weights of c in i, f and o, a row of three gates.</summary>
    public ReadOnlySpan<float> Peepholes { get; set; }

    /// <summary>W_hr transposed, [units, nHid] with padding.</summary>
    public Matrix Projection { get; set; }

    /// <summary>W_hr, [nHid, units] with padding; the backward pass reads it.</summary>
    public Matrix ProjectionTransposed { get; set; }

    /// <summary>The h from which sequences start, where it is learned.</summary>
    public ReadOnlySpan<float> InitialHidden { get; set; }

    /// <summary>The c from which sequences start, where it is learned.</summary>
    public ReadOnlySpan<float> InitialCell { get; set; }
}
