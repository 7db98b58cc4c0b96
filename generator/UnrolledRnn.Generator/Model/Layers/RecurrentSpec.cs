namespace UnrolledRnn.Generator.Model;

/// <summary>A recurrent layer.</summary>
internal sealed record RecurrentSpec : LayerSpec
{
    public required Cell Cell { get; init; }

    public required int HiddenSize { get; init; }

    public bool Bidirectional { get; init; }

    public Merge Merge { get; init; }

    public bool HasBias { get; init; } = true;

    /// <summary>The function of the gates.</summary>
    public ActivationFunction GateActivation { get; init; } = ActivationFunction.Sigmoid;

    /// <summary>The function of the candidate and of c, or of an Elman cell.</summary>
    public ActivationFunction CellActivation { get; init; } = ActivationFunction.Tanh;

    /// <summary>Values to which h is projected, or 0.</summary>
    public int ProjectionSize { get; init; }

    /// <summary>The magnitude to which c is limited, or 0.</summary>
    public float CellClip { get; init; }

    public bool HasPeepholes { get; init; }

    /// <summary>Values of h.</summary>
    public int StateSize => ProjectionSize > 0 ? ProjectionSize : HiddenSize;

    public int Directions => Bidirectional ? 2 : 1;

    /// <summary>The function of a cell where none is declared.</summary>
    public static ActivationFunction FunctionOf(Cell cell) => cell switch
    {
        Cell.Relu => ActivationFunction.Relu,
        Cell.Sigmoid => ActivationFunction.Sigmoid,
        _ => ActivationFunction.Tanh,
    };

    public override int OutputSizeBehind(IReadOnlyList<int> sizes) => StateSize * (Bidirectional && Merge == Merge.Concatenate ? 2 : 1);
}
