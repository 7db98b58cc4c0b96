using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

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

    /// <summary>Whether the functions are those of <see cref="UsualFunctions"/>.</summary>
    internal bool HasUsualFunctions => GateActivation == LayerActivation.Sigmoid && CellActivation == LayerActivation.Tanh;

    /// <summary>Throws where the options do not describe a layer.</summary>
    internal void Check()
    {
        CheckFunction(GateActivation);
        CheckFunction(CellActivation);
        ArgumentOutOfRangeException.ThrowIfNegative(ProjectionSize);
        if (!(CellClip >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(CellClip), CellClip, "Expected a magnitude, or 0 for no limit.");
        }
    }

    private static void CheckFunction(LayerActivation function, [CallerArgumentExpression(nameof(function))] string name = "")
    {
        if (function is < LayerActivation.Identity or LayerActivation.Softmax or > LayerActivation.HardTanh)
        {
            throw Throw.NoActivation(function, name);
        }
    }
}
