using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Layers;

/// <summary>A function of a declaration that is a layer of its own.</summary>
internal sealed record ActivationDeclaration(LayerActivation Activation) : LayerDeclaration
{
    public override string Code => $"[ActivationLayer(LayerActivation.{Activation})]";

    public override LayerShape Shape(IReadOnlyList<int> sizes) => new ActivationLayerShape(sizes[^1], Activation);

    public override IReferenceLayer CreateReference(IReadOnlyList<int> sizes, TensorNames names) =>
        new ActivationReference(sizes[^1], Activation);
}
