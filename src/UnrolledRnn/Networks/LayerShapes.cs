namespace UnrolledRnn;

/// <summary>A layer of a network, as declared.</summary>
/// <param name="InputSize">Values it reads at each step.</param>
/// <param name="OutputSize">Values it gives at each step.</param>
public abstract record LayerShape(int InputSize, int OutputSize);

/// <summary>A table with a row for each token.</summary>
/// <param name="InputSize">Rows: the size of the vocabulary.</param>
/// <param name="OutputSize">Values of a row.</param>
public sealed record EmbeddingLayerShape(int InputSize, int OutputSize) : LayerShape(InputSize, OutputSize)
{
    /// <inheritdoc/>
    public override string ToString() => $"embedding {OutputSize}";
}

/// <summary>A recurrent layer.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="InputSize">Values it reads at each step.</param>
/// <param name="HiddenSize">Units, for each direction.</param>
/// <param name="OutputSize">Values it gives at each step, of both directions where it has two.</param>
public sealed record RecurrentLayerShape(RnnCell Cell, int InputSize, int HiddenSize, int OutputSize) : LayerShape(InputSize, OutputSize)
{
    /// <summary>Whether it also reads the sequence backwards.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>How two directions become one output.</summary>
    public DirectionMerge Merge { get; init; }

    /// <summary>Whether it has biases.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>The function of the gates, for a cell that has some.</summary>
    public LayerActivation GateActivation { get; init; } = LayerActivation.Sigmoid;

    /// <summary>The function of the candidate and of c, or of an Elman cell.</summary>
    public LayerActivation CellActivation { get; init; } = LayerActivation.Tanh;

    /// <summary>Values to which h is projected, or 0.</summary>
    public int ProjectionSize { get; init; }

    /// <summary>The magnitude to which c is limited, or 0.</summary>
    public float CellClip { get; init; }

    /// <summary>Whether gates see c.</summary>
    public bool Peepholes { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        string directions = !Bidirectional ? "" : Merge == DirectionMerge.Concatenate ? " both ways" : $" both ways ({Merge})";
        string projection = ProjectionSize == 0 ? "" : $" projected to {ProjectionSize}";
        string gates = GateActivation == LayerActivation.Sigmoid ? "" : $" gates {GateActivation.Name()}";
        string function = CellActivation == DefaultFunction ? "" : $" function {CellActivation.Name()}";
        string clip = CellClip == 0 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $" clip {CellClip}");
        return $"{Cell.Name()} {HiddenSize}{projection}{directions}{gates}{function}{clip}{(Peepholes ? " peepholes" : "")}{(Bias ? "" : " without bias")}";
    }

    private LayerActivation DefaultFunction => Cell switch
    {
        RnnCell.Relu => LayerActivation.Relu,
        RnnCell.Sigmoid => LayerActivation.Sigmoid,
        _ => LayerActivation.Tanh,
    };
}

/// <summary>A dense layer.</summary>
/// <param name="InputSize">Values it reads at each step.</param>
/// <param name="OutputSize">Units.</param>
/// <param name="Activation">What is applied to W x + b.</param>
public sealed record DenseLayerShape(int InputSize, int OutputSize, LayerActivation Activation) : LayerShape(InputSize, OutputSize)
{
    /// <summary>Whether it has a bias.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>Whether its weights are the table of the embedding.</summary>
    public bool IsTied { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"dense {OutputSize} {Activation.Name()}{(IsTied ? " tied" : "")}{(Bias ? "" : " without bias")}";
}

/// <summary>A function of the values of the layer above.</summary>
/// <param name="InputSize">Values it reads and gives at each step.</param>
/// <param name="Activation">The function.</param>
public sealed record ActivationLayerShape(int InputSize, LayerActivation Activation) : LayerShape(InputSize, InputSize)
{
    /// <inheritdoc/>
    public override string ToString() => Activation.Name();
}

/// <summary>A skip connection: the values of the layer above, plus a multiple of those of an earlier layer.</summary>
/// <param name="InputSize">Values it reads and gives at each step.</param>
/// <param name="From">The earlier layer, counted from 1; 0 is the input.</param>
/// <param name="Gain">The factor.</param>
public sealed record SkipLayerShape(int InputSize, int From, float Gain) : LayerShape(InputSize, InputSize)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"+ {Gain} x layer {From}");
}

/// <summary>A concatenation: the values of the layer above, then those of an earlier layer.</summary>
/// <param name="InputSize">Values of the layer above.</param>
/// <param name="OutputSize">Values of both.</param>
/// <param name="From">The earlier layer, counted from 1; 0 is the input.</param>
public sealed record ConcatLayerShape(int InputSize, int OutputSize, int From) : LayerShape(InputSize, OutputSize)
{
    /// <inheritdoc/>
    public override string ToString() => $"with layer {From}";
}
