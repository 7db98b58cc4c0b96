namespace UnrolledRnn.Generator.Model;

/// <summary>A function of the values of the layer above.</summary>
internal sealed record ActivationSpec : LayerSpec
{
    public required ActivationFunction Activation { get; init; }

    public override int OutputSizeBehind(IReadOnlyList<int> sizes) => sizes[sizes.Count - 1];
}
