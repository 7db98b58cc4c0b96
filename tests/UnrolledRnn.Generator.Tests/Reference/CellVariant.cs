namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>What a recurrent layer has beside its cell and its sizes.</summary>
internal sealed record CellVariant
{
    /// <summary>A cell with nothing out of the ordinary.</summary>
    public static CellVariant Default { get; } = new();

    public bool Bias { get; init; } = true;

    /// <summary>The function of the gates.</summary>
    public LayerActivation GateActivation { get; init; } = LayerActivation.Sigmoid;

    /// <summary>The function of the candidate and of c, or of an Elman cell; null for the cell's own.</summary>
    public LayerActivation? CellActivation { get; init; }

    /// <summary>Values to which h is projected, or 0.</summary>
    public int ProjectionSize { get; init; }

    /// <summary>The magnitude to which c is limited, or 0.</summary>
    public float CellClip { get; init; }

    /// <summary>Whether gates see c.</summary>
    public bool Peepholes { get; init; }

    /// <summary>Whether the state in which a sequence starts is a parameter.</summary>
    public bool LearnsInitialState { get; init; }
}
