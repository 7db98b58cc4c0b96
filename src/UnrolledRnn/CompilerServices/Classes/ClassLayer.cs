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
}
