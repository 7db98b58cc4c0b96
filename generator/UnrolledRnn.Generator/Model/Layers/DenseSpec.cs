namespace UnrolledRnn.Generator.Model;

/// <summary>A dense layer.</summary>
internal sealed record DenseSpec : LayerSpec
{
    public required int Size { get; init; }

    public required ActivationFunction Activation { get; init; }

    public bool HasBias { get; init; } = true;

    /// <summary>Whether it is the network's output layer, which is not an attribute of its own.</summary>
    public bool IsOutput { get; init; }

    /// <summary>Whether its weights are the table of the embedding.</summary>
    public bool IsTied { get; init; }

    public override int OutputSizeBehind(IReadOnlyList<int> sizes) => Size;
}
