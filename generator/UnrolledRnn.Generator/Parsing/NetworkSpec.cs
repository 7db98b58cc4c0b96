using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>
/// A valid declaration of a network. Immutable and structurally equal, without symbols or syntax, so that the pipeline
/// stops here when an edit has not changed it.
/// </summary>
internal sealed record NetworkSpec
{
    public required TargetType Target { get; init; }

    public required int InputSize { get; init; }

    public required int HiddenSize { get; init; }

    public required int OutputSize { get; init; }

    public required int SequenceLength { get; init; }

    public Cell Cell { get; init; }

    public OutputFunction OutputActivation { get; init; }

    public OutputSteps Outputs { get; init; }

    public InitializationScheme Initialization { get; init; }

    public UnrollRequest Unroll { get; init; }

    /// <summary>Tokens stand for one-hot vectors, which need two components at least.</summary>
    public bool TakesTokens => InputSize > 1;
}
