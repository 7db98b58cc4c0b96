using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>
/// An embedding: a token selects a row of the table, which is read where it lies. Vectors are weights of the rows, a product as in a
/// dense layer without a bias.
/// </summary>
internal sealed record EmbeddingPlan : FeedForwardPlan
{
    /// <summary>The name of the table among the parameters.</summary>
    public const string Weight = "WeightEmbedding";

    /// <summary>The product of vectors with the table.</summary>
    public required DensePlan Product { get; init; }

    public override int Statements => Product.Statements;

    /// <summary>A look-up has none.</summary>
    public override long MultiplyAdds => 0;

    public override long Operations(VectorWidth width) => 0;

    public static EmbeddingPlan Plan(EmbeddingSpec spec, LayerContext context)
    {
        DensePlan product = DensePlanner.Plan(
            context, context.InputSize, spec.Size, "Embedding", ActivationFunction.Identity, OutputForm.Columns, "embedding", Weight,
            bias: null);
        return new EmbeddingPlan
        {
            Place = context.Place,
            Name = product.Name,
            InputSize = context.InputSize,
            OutputSize = spec.Size,
            Product = product,
            Parameters = new EquatableArray<ParameterBlock>(
            [
                new()
                {
                    Name = Weight, Symbol = "E", TorchName = "embedding.weight", Initial = InitialValue.Embedding,
                    Range = spec.UniformRange,
                    StoredRows = context.InputSize, StoredColumns = spec.Size, Stride = product.Stride,
                },
            ]),
        };
    }
}
