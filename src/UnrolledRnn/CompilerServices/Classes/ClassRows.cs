using UnrolledRnn.Training;

namespace UnrolledRnn.CompilerServices;

/// <summary>The losses of some rows of logits, and the gradients by these in their place.</summary>
internal ref struct ClassRows : IRowWork
{
    /// <summary>[rows, classes] with padding; the padding of gradients is zero.</summary>
    public Matrix Logits;

    /// <summary>[rows]</summary>
    public ReadOnlySpan<int> Targets;

    /// <summary>[rows], 0 for those that do not count.</summary>
    public Span<double> Losses;

    /// <summary>Classes, padding not counted.</summary>
    public int Classes;

    /// <summary>The target of rows that do not count.</summary>
    public int IgnoredTarget;

    /// <summary>What a row's gradient is multiplied with; 0 where none is wanted.</summary>
    public float Scale;

    public readonly void Run(int start, int end)
    {
        for (int row = start; row < end; row++)
        {
            Span<float> logits = Logits.Row(row);
            logits[Classes..].Clear();
            if (Targets[row] == IgnoredTarget)
            {
                logits.Clear();
                Losses[row] = 0;
            }
            else
            {
                Losses[row] = SoftmaxCrossEntropy.RowLoss(logits[..Classes], Targets[row], Scale);
            }
        }
    }
}
