using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The cross-entropy of a last layer's logits by blocks of rows: neither they nor the gradients by them exist for all rows at once.
/// A row's loss and gradient are those of <c>SoftmaxCrossEntropy</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ClassLoss
{
    /// <summary>Floats of logits that a block of few classes has: 512 KiB, which the second cache holds.</summary>
    private const int NearFloats = 1 << 17;

    /// <summary>Floats of logits that a block of many classes has at most: 8 MiB.</summary>
    private const int BlockFloats = 1 << 21;

    /// <summary>Rows of which a block has a multiple where it has as many: the terms that products sum at a time.</summary>
    private const int TermRows = 128;

    private const int MinRows = 16;

    /// <summary>What a logit costs in softmax, in multiply-adds.</summary>
    internal const int OperationsOfSoftmax = 16;

    private readonly int _rows;
    private readonly int _stride;
    private readonly AlignedBuffer _logits;
    private readonly double[] _losses;

    /// <summary>Allocates the block.</summary>
    /// <param name="rows">Rows in all, T·B or B.</param>
    /// <param name="classes">Classes.</param>
    public ClassLoss(long rows, int classes)
    {
        _stride = new GateLayout(classes, 1).Stride;
        int near = Math.Max(NearFloats / _stride / TermRows, 1) * TermRows;
        _rows = (int)Math.Min(Math.Clamp(BlockFloats / _stride / MinRows * MinRows, MinRows, near), rows);
        _logits = new AlignedBuffer((long)_rows * _stride);
        _losses = new double[_rows];
    }

    /// <summary>The mean loss of the rows that count.</summary>
    /// <param name="layer">The layer; its gradients are not touched.</param>
    /// <param name="targets">A class for each row, or the ignored target.</param>
    /// <param name="ignoredTarget">The target of rows that do not count.</param>
    /// <param name="tape">Whose threads to use.</param>
    public double Forward(ClassLayer layer, ReadOnlySpan<int> targets, int ignoredTarget, TrainingTape tape) =>
        Run(layer, targets, ignoredTarget, factor: 0, tape);

    /// <summary><see cref="Forward"/>, and the gradients of a multiple of it.</summary>
    /// <param name="layer">The layer, whose gradients are added to.</param>
    /// <param name="targets">A class for each row, or the ignored target.</param>
    /// <param name="ignoredTarget">The target of rows that do not count.</param>
    /// <param name="factor">The multiple, not 0.</param>
    /// <param name="tape">Whose threads to use.</param>
    public double Backward(ClassLayer layer, ReadOnlySpan<int> targets, int ignoredTarget, float factor, TrainingTape tape) =>
        Run(layer, targets, ignoredTarget, factor, tape);

    private double Run(ClassLayer layer, ReadOnlySpan<int> targets, int ignoredTarget, float factor, TrainingTape tape)
    {
        Throw.IfLengthDiffers(targets.Length, layer.Inputs.Rows, nameof(targets));
        int counted = Math.Max(targets.Length - targets.Count(ignoredTarget), 1);
        targets = targets[..(targets.LastIndexOfAnyExcept(ignoredTarget) + 1)];
        double loss = 0;
        for (int row = 0; row < targets.Length; row += _rows)
        {
            int rows = Math.Min(_rows, targets.Length - row);
            Matrix logits = new(_logits.Slice(0, rows * _stride), rows, _stride);
            var block = new ClassRows
            {
                Layer = layer.RowRange(row, rows),
                Logits = logits,
                Targets = targets.Slice(row, rows),
                Losses = _losses,
                IgnoredTarget = ignoredTarget,
                Scale = factor / counted,
                WithProducts = rows >= TermRows * (tape.Workers?.Threads ?? 1),
            };
            Run(ref block, tape.Workers);
            foreach (double value in _losses.AsSpan(0, rows))
            {
                loss += value;
            }

            if (factor != 0)
            {
                block.Layer.AddParameterGradients(logits, tape.Workers);
            }
        }

        return loss / counted;
    }

    /// <summary>Few rows of many classes are divided product by product instead, each by its columns.</summary>
    private static void Run(ref ClassRows block, Workers? workers)
    {
        int rows = block.Logits.Rows;
        if (!block.WithProducts)
        {
            block.Layer.ComputeLogits(block.Logits, workers);
        }

        long operations = OperationsOfSoftmax + (block.WithProducts ? block.Layer.Inputs.Columns : 0);
        Workers.Run(MatrixProduct.WorthIt(workers, rows, block.Layer.Classes, operations), ref block, rows, multiple: 8);
        if (!block.WithProducts && block.Scale != 0)
        {
            block.Layer.AddInputGradients(block.Logits, workers);
        }
    }
}
