namespace UnrolledRnn;

/// <summary>The sizes and functions of a network, as declared.</summary>
public sealed record NetworkShape
{
    /// <summary>Features per time step, nIn.</summary>
    public required int InputSize { get; init; }

    /// <summary>The dense layer in front, or null.</summary>
    public DenseLayerShape? Front { get; init; }

    /// <summary>The recurrent layers, first the one that reads the input.</summary>
    public required IReadOnlyList<RecurrentLayerShape> Recurrent { get; init; }

    /// <summary>The dense layers between the recurrent layers and the output.</summary>
    public IReadOnlyList<DenseLayerShape> Dense { get; init; } = [];

    /// <summary>Outputs per time step, nOut.</summary>
    public required int OutputSize { get; init; }

    /// <summary>The function applied to the outputs.</summary>
    public required OutputActivation OutputActivation { get; init; }

    /// <summary>Whether the first nOut inputs are added to the outputs.</summary>
    public bool Residual { get; init; }

    /// <summary>Time steps of one pass over a sequence, T.</summary>
    public required int SequenceLength { get; init; }

    /// <summary>Which outputs a pass over a sequence returns.</summary>
    public required SequenceOutputs Outputs { get; init; }

    /// <summary>Floats of one state, padding included: the length of a state in the span-based methods.</summary>
    public required int StateSize { get; init; }

    /// <summary>How the generator planned the network's code, a sentence each: sizes, costs, and the kernels of each vector width.</summary>
    public IReadOnlyList<string> Plan { get; init; } = [];

    /// <summary>The cell of the last recurrent layer.</summary>
    public RnnCell Cell => Recurrent[^1].Cell;

    /// <summary>Units of the last recurrent layer, for each direction.</summary>
    public int HiddenSize => Recurrent[^1].HiddenSize;

    /// <summary>Time steps for which a pass over a sequence returns an output: T or 1.</summary>
    public int OutputSteps => Outputs == SequenceOutputs.EveryStep ? SequenceLength : 1;

    /// <summary>The shape in one line.</summary>
    public override string ToString()
    {
        IEnumerable<string> layers = Recurrent.Select(layer => $"{layer.Cell} {layer.HiddenSize}{(layer.Bidirectional ? " both ways" : "")}");
        if (Front is not null)
        {
            layers = layers.Prepend($"dense {Front.OutputSize} {Front.Activation}");
        }

        layers = layers.Concat(Dense.Select(layer => $"dense {layer.OutputSize} {layer.Activation}"));
        return $"{InputSize} -> {string.Join(" -> ", layers)} -> {OutputSize}{(Residual ? " + input" : "")}, {SequenceLength} steps, output {OutputActivation}";
    }
}
