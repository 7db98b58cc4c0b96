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

    /// <summary>The dense layer in front of the recurrent layers.</summary>
    public DenseSpec? Front { get; init; }

    /// <summary>The recurrent layers, first the one that reads the input.</summary>
    public required EquatableArray<RecurrentSpec> Recurrent { get; init; }

    /// <summary>The dense layers between the recurrent layers and the output.</summary>
    public EquatableArray<DenseSpec> Dense { get; init; }

    public required int OutputSize { get; init; }

    public required int SequenceLength { get; init; }

    /// <summary>Whether the layers are attributes of their own; their parameters then have names of their own in files.</summary>
    public bool HasLayerAttributes { get; init; }

    public OutputFunction OutputActivation { get; init; }

    public OutputSteps Outputs { get; init; }

    public InitializationScheme Initialization { get; init; }

    public UnrollRequest Unroll { get; init; }

    public bool Residual { get; init; }

    public Precision Activations { get; init; }

    public Storage Weights { get; init; }

    /// <summary>Tokens stand for one-hot vectors, which need two components at least, and which nothing else may read.</summary>
    public bool TakesTokens => InputSize > 1 && !Residual;

    /// <summary>Whether a layer needs the whole sequence before its first output.</summary>
    public bool IsBidirectional => Recurrent.Any(layer => layer.Bidirectional);

    /// <summary>Values that a recurrent layer reads at each step.</summary>
    public int InputSizeOf(int layer) => layer == 0 ? Front?.Size ?? InputSize : OutputSizeOf(layer - 1);

    /// <summary>Values that a recurrent layer gives at each step.</summary>
    public int OutputSizeOf(int layer) => Recurrent[layer].HiddenSize * (Recurrent[layer].Bidirectional ? 2 : 1);
}
