using System.ComponentModel;

namespace UnrolledRnn.Numerics;

/// <summary>What a recurrent layer declares beside its cell and its sizes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record CellOptions
{
    /// <summary>The options of a layer that declares none.</summary>
    public static CellOptions Default { get; } = new();

    /// <summary>The function of the gates.</summary>
    public LayerActivation GateActivation { get; init; } = LayerActivation.Sigmoid;

    /// <summary>The function of the candidate and of c, or of an Elman cell.</summary>
    public LayerActivation CellActivation { get; init; } = LayerActivation.Tanh;

    /// <summary>The magnitude to which c is limited, or 0.</summary>
    public float CellClip { get; init; }

    /// <summary>Values to which h is projected, or 0.</summary>
    public int ProjectionSize { get; init; }
}
