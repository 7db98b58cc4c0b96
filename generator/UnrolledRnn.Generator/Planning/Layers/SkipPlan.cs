using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Planning;

/// <summary>The values of the layer above, plus a multiple of those of an earlier one.</summary>
internal sealed record SkipPlan : JoiningPlan
{
    public required float Gain { get; init; }

    public override int Statements => 4;

    public override long MultiplyAdds => OutputSize;

    public override long Operations(VectorWidth width) => (OutputSize + width.Lanes - 1) / width.Lanes;

    public static SkipPlan Plan(SkipSpec spec, LayerContext context) => new()
    {
        Place = context.Place,
        Name = $"Skip{context.CountInFront<SkipSpec>()}",
        InputSize = context.InputSize,
        OutputSize = context.OutputSize,
        From = spec.From - 1,
        FromSize = context.Sizes[spec.From],
        Gain = spec.Gain,
    };
}
