using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Planning;

/// <summary>The values of the layer above, then those of an earlier one.</summary>
internal sealed record ConcatPlan : JoiningPlan
{
    public override int Statements => 4;

    public override long MultiplyAdds => 0;

    public override long Operations(VectorWidth width) => (OutputSize + width.Lanes - 1) / width.Lanes;

    public static ConcatPlan Plan(ConcatSpec spec, LayerContext context) => new()
    {
        Place = context.Place,
        Name = $"Concat{context.CountInFront<ConcatSpec>()}",
        InputSize = context.InputSize,
        OutputSize = context.OutputSize,
        From = spec.From - 1,
        FromSize = context.Sizes[spec.From],
    };
}
