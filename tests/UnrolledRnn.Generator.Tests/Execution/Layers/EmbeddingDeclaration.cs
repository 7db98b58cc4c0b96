using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Layers;

/// <summary>An embedding of a declaration.</summary>
internal sealed record EmbeddingDeclaration(int Size) : LayerDeclaration
{
    /// <summary>The range of new rows, or 0.</summary>
    public float UniformRange { get; init; }

    public override string Code => $"[EmbeddingLayer({Size}{(UniformRange > 0 ? $", UniformRange = {Text(UniformRange)}" : "")})]";

    public override LayerShape Shape(IReadOnlyList<int> sizes) => new EmbeddingLayerShape(sizes[^1], Size);

    public override IReferenceLayer CreateReference(IReadOnlyList<int> sizes, TensorNames names) => new EmbeddingReference(sizes[^1], Size);
}
