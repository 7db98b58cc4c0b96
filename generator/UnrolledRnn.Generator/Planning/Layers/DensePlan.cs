using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>A dense layer, y = f(W x + b), the output layer among them.</summary>
internal sealed record DensePlan : FeedForwardPlan
{
    /// <summary>Local variables of the JIT for a sum over the lanes of a vector.</summary>
    private const int LocalsPerDot = 10;

    /// <summary>The name of its matrix among the parameters; that of an embedding's table where both are one.</summary>
    public required string Weight { get; init; }

    /// <summary>The name of its bias among the parameters, or null where it has none.</summary>
    public required string? Bias { get; init; }

    /// <summary>Whether its matrix is the table of the embedding.</summary>
    public bool IsTied { get; init; }

    public required ActivationFunction Activation { get; init; }

    public required OutputForm Form { get; init; }

    /// <summary>The products by columns for each width; see <see cref="OutputForm"/>.</summary>
    public required EquatableArray<ProductPlan> Products { get; init; }

    /// <summary>Whether the dot products of <see cref="OutputForm.Rows"/> are written out or looped over.</summary>
    public required bool StraightLineDots { get; init; }

    /// <summary>In what the steps read its matrix: narrow only where dot products of rows are looped over.</summary>
    public Storage Storage { get; init; }

    /// <summary>Words of a row of the narrow copy.</summary>
    public int NarrowStride => Storage == Storage.Int8 ? (InputStride + 31) / 32 * 8 : (InputStride + 31) / 32 * 16;

    /// <summary>Words of the narrow copy: its rows, and behind those of eight bits a scale for each, in whole groups of four.</summary>
    public int NarrowWords => Storage == Storage.Int8
        ? (int)CacheLine.Padded((OutputSize + 3) / 4 * 4 * (NarrowStride + 1))
        : OutputSize * NarrowStride;

    public ProductPlan Product(VectorWidth width) => Products.Single(product => product.Lanes == width.Lanes);

    public override int Statements => Form == OutputForm.Columns
            ? VectorWidth.All.Where(width => width.WritesPasses).Max(width => Product(width).Statements(InputSize))
        : StraightLineDots ? OutputSize * ((InputStride / 8) + 2)
        : 5;

    public override int Locals(VectorWidth width) => Form == OutputForm.Columns ? Product(width).Locals(InputSize)
        : StraightLineDots ? OutputSize * LocalsPerDot
        : Statements;

    public override long MultiplyAdds => (long)InputSize * OutputSize;

    public override long Operations(VectorWidth width) => Form == OutputForm.Columns
        ? (long)InputSize * ((OutputSize + width.Lanes - 1) / width.Lanes)
        : (long)OutputSize * ((InputSize + width.Lanes - 1) / width.Lanes);
}
