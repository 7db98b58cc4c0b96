using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The cross-entropy of a last layer's logits by blocks of rows: neither they nor the gradients by them exist for all rows at once.
/// A row's loss and gradient are those of <c>SoftmaxCrossEntropy</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ClassLoss
{
    /// <summary>Floats of logits that a block has: 8 MiB.</summary>
    private const int BlockFloats = 1 << 21;

    /// <summary>Rows of a block at most: as many terms as the products sum at a time.</summary>
    private const int MaxRows = 128;

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
        _rows = (int)Math.Min(Math.Clamp(BlockFloats / _stride / MinRows * MinRows, MinRows, MaxRows), rows);
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
            Matrix inputs = layer.Inputs.RowRange(row, rows);
            Matrix logits = new(_logits.Slice(0, rows * _stride), rows, _stride);
            SumStart.Set(layer.Bias, 0, _stride, ref logits.Reference, _stride, rows);
            if (layer.WeightsByClass.Rows > 0)
            {
                MatrixProduct.AccumulateByTransposed(inputs, layer.WeightsByClass, logits, tape);
            }
            else
            {
                MatrixProduct.Accumulate(inputs, layer.Weights, logits, tape);
            }

            var softmax = new ClassRows
            {
                Logits = logits,
                Targets = targets.Slice(row, rows),
                Losses = _losses,
                Classes = layer.Classes,
                IgnoredTarget = ignoredTarget,
                Scale = factor / counted,
            };
            Workers.Run(MatrixProduct.WorthIt(tape.Workers, rows, layer.Classes, OperationsOfSoftmax), ref softmax, rows);
            foreach (double value in _losses.AsSpan(0, rows))
            {
                loss += value;
            }

            if (factor != 0)
            {
                AddGradients(layer, row, logits, tape);
            }
        }

        return loss / counted;
    }

    private static void AddGradients(ClassLayer layer, int row, Matrix gradients, TrainingTape tape)
    {
        if (!layer.BiasGradients.IsEmpty)
        {
            MatrixOperations.AccumulateRows(gradients, layer.BiasGradients);
        }

        Matrix inputs = layer.Inputs.RowRange(row, gradients.Rows);
        Matrix inputGradients = layer.InputGradients.RowRange(row, gradients.Rows);
        Matrix ofClasses = gradients.Slice(0, layer.Classes);
        if (layer.WeightsByClass.Rows > 0)
        {
            MatrixProduct.AccumulateTransposed(ofClasses, inputs.WithPadding(), layer.WeightGradientsByClass, tape);
            MatrixOperations.ClearColumns(layer.WeightGradientsByClass, from: inputs.Columns);
            MatrixProduct.Accumulate(ofClasses, layer.WeightsByClass.WithPadding(), inputGradients, tape);
        }
        else
        {
            MatrixProduct.AccumulateTransposed(inputs, gradients, layer.WeightGradients, tape);
            MatrixProduct.AccumulateByTransposed(ofClasses, layer.Weights.Slice(0, layer.Classes), inputGradients, tape);
        }
    }
}
