namespace UnrolledRnn;

/// <summary>The sizes and functions of a network, as declared.</summary>
public sealed record NetworkShape
{
    /// <summary>The recurrent cell.</summary>
    public required RnnCell Cell { get; init; }

    /// <summary>Features per time step, nIn.</summary>
    public required int InputSize { get; init; }

    /// <summary>Units of the recurrent layer, nHid.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Outputs per time step, nOut.</summary>
    public required int OutputSize { get; init; }

    /// <summary>Time steps of one pass over a sequence, T.</summary>
    public required int SequenceLength { get; init; }

    /// <summary>The function applied to the outputs.</summary>
    public required OutputActivation OutputActivation { get; init; }

    /// <summary>Which outputs a pass over a sequence returns.</summary>
    public required SequenceOutputs Outputs { get; init; }

    /// <summary>Floats of one state, padding included: the length of a state in the span-based methods.</summary>
    public required int StateSize { get; init; }

    /// <summary>Time steps for which a pass over a sequence returns an output: T or 1.</summary>
    public int OutputSteps => Outputs == SequenceOutputs.EveryStep ? SequenceLength : 1;

    /// <summary>The shape in one line.</summary>
    public override string ToString() =>
        $"{Cell} {InputSize} -> {HiddenSize} -> {OutputSize}, {SequenceLength} steps, output {OutputActivation}";
}
