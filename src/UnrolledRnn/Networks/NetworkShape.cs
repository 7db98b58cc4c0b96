namespace UnrolledRnn;

/// <summary>The sizes and functions of a network, as declared.</summary>
public sealed record NetworkShape
{
    /// <summary>Features per time step, nIn.</summary>
    public required int InputSize { get; init; }

    /// <summary>Every layer in the order of the data, the output layer included.</summary>
    public required IReadOnlyList<LayerShape> Layers { get; init; }

    /// <summary>Outputs per time step, nOut.</summary>
    public required int OutputSize { get; init; }

    /// <summary>The function applied to the outputs.</summary>
    public required LayerActivation OutputActivation { get; init; }

    /// <summary>Whether the first nOut inputs are added to the outputs.</summary>
    public bool Residual { get; init; }

    /// <summary>The state in which a sequence starts unless one is given.</summary>
    public SequenceStart InitialState { get; init; }

    /// <summary>Time steps of one pass over a sequence, T.</summary>
    public required int SequenceLength { get; init; }

    /// <summary>Which outputs a pass over a sequence returns.</summary>
    public required SequenceOutputs Outputs { get; init; }

    /// <summary>Floats of one state, padding included: the length of a state in the span-based methods.</summary>
    public required int StateSize { get; init; }

    /// <summary>
    /// How the generator planned the network's code, a sentence each: sizes, costs, and the kernels of each vector width.
    /// </summary>
    public IReadOnlyList<string> Plan { get; init; } = [];

    /// <summary>The recurrent layers, first the one that is nearest to the input.</summary>
    public IEnumerable<RecurrentLayerShape> Recurrent => Layers.OfType<RecurrentLayerShape>();

    /// <summary>Time steps for which a pass over a sequence returns an output: T or 1.</summary>
    public int OutputSteps => Outputs == SequenceOutputs.EveryStep ? SequenceLength : 1;

    /// <summary>The shape in one line.</summary>
    public override string ToString() =>
        $"{InputSize} -> {string.Join(" -> ", Layers)}{(Residual ? " + input" : "")}, {SequenceLength} steps";
}
