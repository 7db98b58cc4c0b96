using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>A dense layer, y = f(W x + b): in front, behind the recurrent layers, or the output.</summary>
internal sealed record DensePlan
{
    /// <summary>The name of its constants: <c>Front</c>, <c>Dense0</c> … or <c>Output</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name of its matrix among the parameters.</summary>
    public required string Weight { get; init; }

    /// <summary>The name of its bias among the parameters.</summary>
    public required string Bias { get; init; }

    public required int InputSize { get; init; }

    public required int OutputSize { get; init; }

    public required OutputFunction Activation { get; init; }

    public required OutputForm Form { get; init; }

    /// <summary>The products by columns for 512 and 256 bits; see <see cref="OutputForm"/>.</summary>
    public required EquatableArray<ProductPlan> Products { get; init; }

    /// <summary>Whether the dot products of <see cref="OutputForm.Rows"/> are written out or looped over.</summary>
    public required bool StraightLineDots { get; init; }

    /// <summary>Floats of its outputs, padding included.</summary>
    public int Stride => (int)BufferSizes.Padded(OutputSize);

    /// <summary>Floats of its inputs, padding included.</summary>
    public int InputStride => (int)BufferSizes.Padded(InputSize);

    public ProductPlan Product(VectorWidth width) => Products.Single(product => product.Lanes == (int)width / 32);

    /// <summary>Emitted statements.</summary>
    public int Statements => Form == OutputForm.Columns ? Products.Max(product => product.Statements(new EquatableArray<int>([InputSize])))
        : StraightLineDots ? OutputSize * ((InputStride / 8) + 2)
        : 5;
}
