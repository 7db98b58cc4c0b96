using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Layers;

/// <summary>A skip connection of a declaration.</summary>
internal sealed record SkipDeclaration(int From, float Gain = 1) : JoinDeclaration(From)
{
    public override string Code => $"[SkipLayer({From}{(Gain == 1 ? "" : $", Gain = {Text(Gain)}")})]";

    public override LayerShape Shape(IReadOnlyList<int> sizes) => new SkipLayerShape(sizes[^1], From, Gain);

    public override IReferenceLayer CreateReference(IReadOnlyList<int> sizes, TensorNames names) =>
        new SkipReference(sizes[^1], From, Gain);
}
