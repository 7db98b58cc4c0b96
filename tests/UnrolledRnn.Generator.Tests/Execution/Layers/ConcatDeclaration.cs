using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Layers;

/// <summary>A concatenation of a declaration.</summary>
internal sealed record ConcatDeclaration(int From) : JoinDeclaration(From)
{
    public override string Code => $"[ConcatLayer({From})]";

    public override LayerShape Shape(IReadOnlyList<int> sizes) => new ConcatLayerShape(sizes[^1], sizes[^1] + sizes[From], From);

    public override IReferenceLayer CreateReference(IReadOnlyList<int> sizes, TensorNames names) =>
        new ConcatReference(sizes[^1], sizes[From], From);
}
