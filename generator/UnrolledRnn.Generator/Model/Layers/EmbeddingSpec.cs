namespace UnrolledRnn.Generator.Model;

/// <summary>A table with a row for each token.</summary>
internal sealed record EmbeddingSpec : LayerSpec
{
    public required int Size { get; init; }

    /// <summary>A new table is uniform in ±this, or normally distributed where it is 0.</summary>
    public float UniformRange { get; init; }

    public override int OutputSizeBehind(IReadOnlyList<int> sizes) => Size;
}
