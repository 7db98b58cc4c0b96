using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>A last layer whose outputs are logits, and the gradients by it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ClassLayer
{
    /// <summary>What the layer reads, [N, K].</summary>
    public Matrix Inputs { get; set; }

    /// <summary>W transposed, [K, classes] with padding.</summary>
    public Matrix Weights { get; set; }

    /// <summary>W, [classes, K], in place of <see cref="Weights"/>: where it is the table of the embedding.</summary>
    public Matrix WeightsByClass { get; set; }

    /// <summary>b with padding; or empty.</summary>
    public ReadOnlySpan<float> Bias { get; set; }

    /// <summary>Classes, padding not counted.</summary>
    public int Classes { get; set; }

    /// <summary>∂L/∂ <see cref="Inputs"/>, [N, K] with padding, added to.</summary>
    public Matrix InputGradients { get; set; }

    /// <summary>∂L/∂ <see cref="Weights"/>, added to.</summary>
    public Matrix WeightGradients { get; set; }

    /// <summary>∂L/∂ <see cref="WeightsByClass"/> with padding, added to.</summary>
    public Matrix WeightGradientsByClass { get; set; }

    /// <summary>∂L/∂ <see cref="Bias"/>, added to; or empty.</summary>
    public Span<float> BiasGradients { get; set; }

    private readonly bool HasWeightsByClass => WeightsByClass.Rows > 0;

    /// <summary>The layer with some rows of what it reads and of the gradients by that, where there are any.</summary>
    internal readonly ClassLayer RowRange(int start, int rows)
    {
        ClassLayer layer = this;
        layer.Inputs = Inputs.RowRange(start, rows);
        if (InputGradients.Rows > 0)
        {
            layer.InputGradients = InputGradients.RowRange(start, rows);
        }

        return layer;
    }

    /// <summary>logits = W x + b</summary>
    internal readonly void ComputeLogits(Matrix logits, Workers? workers)
    {
        SumStart.Set(Bias, 0, logits.Stride, ref logits.Reference, logits.Stride, logits.Rows);
        if (HasWeightsByClass)
        {
            MatrixProduct.AccumulateByTransposed(Inputs, WeightsByClass, logits, workers);
        }
        else
        {
            MatrixProduct.Accumulate(Inputs, Weights, logits, workers);
        }
    }

    /// <summary>Adds Wᵀ ∂L/∂o to the gradients by what the layer reads.</summary>
    internal readonly void AddInputGradients(Matrix gradients, Workers? workers)
    {
        Matrix ofClasses = gradients.Slice(0, Classes);
        if (HasWeightsByClass)
        {
            MatrixProduct.Accumulate(ofClasses, WeightsByClass.WithPadding(), InputGradients, workers);
        }
        else
        {
            MatrixProduct.AccumulateByTransposed(ofClasses, Weights.Slice(0, Classes), InputGradients, workers);
        }
    }

    /// <summary>Adds ∂L/∂o xᵀ and ∂L/∂o to the gradients by the weights and the bias.</summary>
    internal readonly void AddParameterGradients(Matrix gradients, Workers? workers)
    {
        if (!BiasGradients.IsEmpty)
        {
            MatrixOperations.AccumulateRows(gradients, BiasGradients, workers);
        }

        if (HasWeightsByClass)
        {
            MatrixProduct.AccumulateTransposed(gradients.Slice(0, Classes), Inputs.WithPadding(), WeightGradientsByClass, workers);
            MatrixOperations.ClearColumns(WeightGradientsByClass, from: Inputs.Columns);
        }
        else
        {
            MatrixProduct.AccumulateTransposed(Inputs, gradients, WeightGradients, workers);
        }
    }
}
