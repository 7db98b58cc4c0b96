using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Layers;

/// <summary>A dense layer of a declaration.</summary>
internal sealed record DenseDeclaration(int Size, LayerActivation Activation) : LayerDeclaration
{
    public bool Bias { get; init; } = true;

    public override string Code => $"[DenseLayer({Size}, LayerActivation.{Activation}{(Bias ? "" : ", Bias = false")})]";

    public override LayerShape Shape(IReadOnlyList<int> sizes) => new DenseLayerShape(sizes[^1], Size, Activation) { Bias = Bias };

    public override IReferenceLayer CreateReference(IReadOnlyList<int> sizes, TensorNames names) =>
        new DenseReference(sizes[^1], Size, Activation, names.NextDense(), Bias);
}
