using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Planning;

/// <summary>A function of the values of the layer above.</summary>
internal sealed record ActivationPlan : FeedForwardPlan
{
    public required ActivationFunction Activation { get; init; }

    public override int Statements => 3;

    public override long MultiplyAdds => 0;

    public override bool HasStepMethod => false;

    public override long Operations(VectorWidth width) => (OutputSize + width.Lanes - 1) / width.Lanes * Activation.Cost.Operations;

    public static ActivationPlan Plan(ActivationSpec spec, LayerContext context) => new()
    {
        Place = context.Place,
        Name = $"Activation{context.CountInFront<ActivationSpec>()}",
        InputSize = context.InputSize,
        OutputSize = context.OutputSize,
        Activation = spec.Activation,
    };
}
