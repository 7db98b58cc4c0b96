using UnrolledRnn.Training;

namespace UnrolledRnn.CompilerServices;

/// <summary>The losses of some rows of logits, and the gradients by these in their place.</summary>
internal ref struct ClassRows : IRowWork
{
    /// <summary>The layer, with these rows of what it reads and of the gradients by that.</summary>
    public ClassLayer Layer;

    /// <summary>[rows, classes] with padding; the padding of gradients is zero.</summary>
    public Matrix Logits;

    /// <summary>[rows]</summary>
    public ReadOnlySpan<int> Targets;

    /// <summary>[rows], 0 for those that do not count.</summary>
    public Span<double> Losses;

    /// <summary>The target of rows that do not count.</summary>
    public int IgnoredTarget;

    /// <summary>What a row's gradient is multiplied with; 0 where none is wanted.</summary>
    public float Scale;

    /// <summary>Whether the products of a row are made with it, while its logits are near.</summary>
    public bool WithProducts;

    public readonly void Run(int start, int end)
    {
        ClassLayer layer = Layer.RowRange(start, end - start);
        Matrix logits = Logits.RowRange(start, end - start);
        if (WithProducts)
        {
            layer.ComputeLogits(logits, workers: null);
        }

        for (int row = start; row < end; row++)
        {
            ReplaceByGradient(row);
        }

        if (WithProducts && Scale != 0)
        {
            layer.AddInputGradients(logits, workers: null);
        }
    }

    private readonly void ReplaceByGradient(int row)
    {
        Span<float> logits = Logits.Row(row);
        logits[Layer.Classes..].Clear();
        if (Targets[row] == IgnoredTarget)
        {
            logits.Clear();
            Losses[row] = 0;
        }
        else
        {
            Losses[row] = SoftmaxCrossEntropy.RowLoss(logits[..Layer.Classes], Targets[row], Scale);
        }
    }
}
