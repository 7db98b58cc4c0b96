using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// A recorded forward pass through a recurrent layer. A step goes by groups of units: the sums of a group over x and h, and its cells,
/// while these sums lie in the first cache.
/// </summary>
internal ref struct RecurrentForward
{
    /// <summary>Sequences below which the sums of all units fit there.</summary>
    private const int FewSequences = 4;

    /// <summary>Floats of sums that a group has in the first cache.</summary>
    private const int SumFloats = 2048;

    public RecurrentLayerTape Layer;
    public RecurrentInputs Inputs;
    public RecurrentWeights Weights;
    public ReadOnlySpan<bool> Restarts;
    public PackedMatrix InputPanels;
    public PackedMatrix HiddenPanels;

    /// <summary>Prepares a pass: packs the weights.</summary>
    public RecurrentForward(TrainingTape tape, RecurrentLayerTape layer, RecurrentInputs inputs, RecurrentWeights weights)
    {
        Layer = layer;
        Inputs = inputs;
        Weights = weights;
        Restarts = tape.Restarts;
        HiddenPanels = PackedMatrix.Of(
            WeightDropout.Of(tape, layer, weights.Hidden),
            layer.Scratch.Take(ScratchKind.HiddenPanels, (long)weights.Hidden.Rows * layer.Layout.Stride));
        if (!inputs.AreTokens)
        {
            InputPanels = PackedMatrix.Of(
                weights.Input, layer.Scratch.Take(ScratchKind.InputPanels, (long)weights.Input.Rows * layer.Layout.Stride));
        }
    }

    /// <summary>The pass over its steps.</summary>
    public static void Run<TCell>(TrainingTape tape, RecurrentLayerTape layer, RecurrentInputs inputs, RecurrentWeights weights)
        where TCell : struct, IRecurrentCell
    {
        layer.BeginPass(tape);
        var work = new Work<TCell> { Pass = new RecurrentForward(tape, layer, inputs, weights), End = layer.PassSteps };
        Workers.Run(layer.WorkersOf(tape, layer.PassSteps), ref work, layer.BatchSize, multiple: 4);
    }

    /// <summary>Columns of the sums that a step has at a time: of a group, whole panels of every width, or of all units.</summary>
    public static int SumColumns(RecurrentLayerTape layer) =>
        IsWhole(layer) ? layer.Layout.Stride : layer.Layout.Gates * GroupUnits(layer.Layout);

    /// <summary>A step of a cell all of whose sums are known at once.</summary>
    public readonly void Step<TUsual, TDeclared>(int t, int start, int end)
        where TUsual : struct, IBlockOperation
        where TDeclared : struct, IBlockOperation
    {
        GateLayout layout = Layer.Layout;
        BlockOperands operands = Layer.OperandsAt(t);
        operands.HasPeepholes = !Weights.Peepholes.IsEmpty;
        operands.Peepholes = ref MemoryMarshal.GetReference(Weights.Peepholes);
        int units = IsWhole(Layer) ? layout.HiddenSize : GroupUnits(layout);
        int width = SumColumns(Layer);
        int rows = Math.Max(8, SumFloats / (Layer.KeepsHiddenSums ? 2 * width : width) / 8 * 8);
        Span<float> inputSums = SumsOf(ScratchKind.Sums, width);
        Span<float> apart = Layer.KeepsHiddenSums ? SumsOf(ScratchKind.HiddenSums, width) : [];
        for (int column = 0, unit = 0; column < layout.Stride; column += width, unit += units)
        {
            int columns = Math.Min(width, layout.Stride - column);
            for (int row = start; row < end; row += rows)
            {
                int rowEnd = Math.Min(row + rows, end);
                ref float sums = ref inputSums[row * width];
                SumInputs(t, row, rowEnd, column, columns, ref sums, width);
                if (Layer.KeepsHiddenSums)
                {
                    ref float hiddenSums = ref apart[row * width];
                    SumStart.Set(Weights.HiddenBias, column, columns, ref hiddenSums, width, rowEnd - row);
                    SumHidden(t, row, rowEnd, column, columns, ref hiddenSums, width);
                    operands.HiddenSums = ref hiddenSums;
                }
                else
                {
                    SumHidden(t, row, rowEnd, column, columns, ref sums, width);
                }

                operands.Sums = ref sums;
                BlockLoop.Run<TUsual, TDeclared>(operands, Rows(row, rowEnd, unit, unit + units, width), layout, Layer.Options);
            }
        }
    }

    /// <summary>A step of a cell that multiplies W_hh with h, and then with what the cell makes of it.</summary>
    public readonly void StepInTwoParts<TUsual, TDeclared, TUsualSecond, TDeclaredSecond>(int t, int start, int end)
        where TUsual : struct, IBlockOperation
        where TDeclared : struct, IBlockOperation
        where TUsualSecond : struct, IBlockOperation
        where TDeclaredSecond : struct, IBlockOperation
    {
        GateLayout layout = Layer.Layout;
        int width = layout.Stride;
        ref float sums = ref SumsOf(ScratchKind.Sums, width)[start * width];
        ref float hiddenSums = ref SumsOf(ScratchKind.HiddenSums, width)[start * width];
        BlockOperands operands = Layer.OperandsAt(t);
        operands.Sums = ref sums;
        operands.HiddenSums = ref hiddenSums;
        BlockRows rows = Rows(start, end, 0, layout.HiddenSize, width);
        SumInputs(t, start, end, 0, width, ref sums, width);
        SumStart.Set(Weights.HiddenBias, 0, width, ref hiddenSums, width, end - start);
        SumHidden(t, start, end, 0, width, ref hiddenSums, width);
        BlockLoop.Run<TUsual, TDeclared>(operands, rows, layout, Layer.Options);

        SumStart.Set([], 0, width, ref hiddenSums, width, end - start);
        Matrix second = Layer.ResetHiddenAt(t).RowRange(start, end - start);
        PackedProduct.Accumulate(ref second.Reference, second.Stride, 1, HiddenPanels, 0, width, ref hiddenSums, width, end - start);
        BlockLoop.Run<TUsualSecond, TDeclaredSecond>(operands, rows, layout, Layer.Options);
    }

    /// <summary>sums = b + W_ih x of a step, for some of the columns.</summary>
    public readonly void SumInputs(int t, int row, int end, int column, int columns, ref float sums, int stride)
    {
        if (Inputs.AreTokens)
        {
            ReadOnlySpan<int> tokens = Inputs.Tokens.Slice((t * Layer.BatchSize) + row, end - row);
            SumStart.Set(Weights.Bias, Weights.Input, tokens, column, columns, ref sums, stride);
            return;
        }

        SumStart.Set(Weights.Bias, column, columns, ref sums, stride, end - row);
        Matrix x = Inputs.Vectors.RowRange((t * Layer.BatchSize) + row, end - row);
        PackedProduct.Accumulate(ref x.Reference, x.Stride, 1, InputPanels, column, columns, ref sums, stride, end - row);
    }

    /// <summary>sums += W_hh h of the state before a step, for some of the columns.</summary>
    public readonly void SumHidden(int t, int row, int end, int column, int columns, ref float sums, int stride)
    {
        Matrix h = Layer.PreviousHiddenAt(t).RowRange(row, end - row);
        PackedProduct.Accumulate(ref h.Reference, h.Stride, 1, HiddenPanels, column, columns, ref sums, stride, end - row);
    }

    /// <summary>h_t = W_hr m_t of a projected layer.</summary>
    public readonly void Project(int t, int start, int end)
    {
        Matrix hidden = Layer.HiddenAt(t).RowRange(start, end - start);
        MatrixOperations.ClearColumns(hidden, from: 0);
        MatrixProduct.Accumulate(Layer.CellOutputAt(t).RowRange(start, end - start), Weights.Projection, hidden.WithPadding());
    }

    private readonly BlockRows Rows(int row, int end, int unit, int endUnit, int sumStride) => new()
    {
        Start = row,
        End = end,
        FirstUnit = unit,
        EndUnit = endUnit,
        SumStride = sumStride,
        FirstSumRow = row,
        UnitStride = Layer.CellStride,
    };

    private readonly Span<float> SumsOf(ScratchKind kind, int width) => Layer.Scratch.Take(kind, (long)Layer.BatchSize * width);

    private static bool IsWhole(RecurrentLayerTape layer) => layer.HasResetHidden || layer.BatchSize < FewSequences;

    /// <summary>Units of which the gates fill whole panels on every width of vectors.</summary>
    private static int GroupUnits(GateLayout layout) => layout.Gates == 4 ? GateLayout.WideBlock : 2 * GateLayout.WideBlock;

    /// <summary>Some sequences through some of the steps.</summary>
    internal ref struct Work<TCell> : IRowWork
        where TCell : struct, IRecurrentCell
    {
        public RecurrentForward Pass;
        public int Start;
        public int End;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int start, int end)
        {
            for (int place = Start; place < End; place++)
            {
                int t = Pass.Layer.StepAt(place);
                if (Pass.Layer.HasRestarts)
                {
                    Pass.Layer.CopyPreviousStates(Pass.Restarts, t, start, end, Pass.Weights.InitialHidden, Pass.Weights.InitialCell);
                }

                TCell.Forward(Pass, t, start, end);
                Pass.Layer.Zone(t, start, end);
            }
        }
    }
}
