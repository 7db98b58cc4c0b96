using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Back-propagation through time in a recurrent layer. It goes by stretches of steps, the last first: through their cells, step by
/// step; then the products with all their gradients by the sums, while these lie in the second cache.
/// </summary>
internal ref struct RecurrentBackward
{
    public TrainingTape Tape;
    public RecurrentLayerTape Layer;
    public RecurrentInputs Inputs;
    public RecurrentWeights Weights;
    public PackedMatrix TransposedHiddenPanels;

    /// <summary>The first step in time of the stretch at hand.</summary>
    public int StretchStart;

    /// <summary>∂L/∂a of the stretch, [steps·B, gates].</summary>
    public Matrix SumGradients;

    /// <summary>∂L/∂s of the stretch where the cell keeps the sums over h apart, else <see cref="SumGradients"/>.</summary>
    public Matrix HiddenSumGradients;

    /// <summary>The steps of the stretch.</summary>
    public readonly int StretchSteps => SumGradients.Rows / Layer.BatchSize;

    /// <summary>The pass over all steps.</summary>
    public static void Run<TCell>(
        TrainingTape tape, RecurrentLayerTape layer, RecurrentInputs inputs, RecurrentWeights weights, RecurrentGradients gradients)
        where TCell : struct, IRecurrentCell
    {
        int gates = layer.Layout.Stride;
        var pass = new RecurrentBackward
        {
            Tape = tape,
            Layer = layer,
            Inputs = inputs,
            Weights = weights,
            TransposedHiddenPanels = PackedMatrix.OfTransposed(
                weights.Hidden, layer.HiddenStride, layer.Scratch.Take(ScratchKind.TransposedHiddenPanels, (long)gates * layer.HiddenStride)),
        };
        PackedMatrix inputPanels = gradients.Inputs.Rows == 0 ? default : PackedMatrix.OfTransposed(
            weights.Input, gradients.Inputs.Columns,
            layer.Scratch.Take(ScratchKind.TransposedInputPanels, (long)gates * gradients.Inputs.Columns));
        RestartGradients.Clear(layer);
        for (int end = layer.Steps; end > 0; end -= layer.StretchSteps)
        {
            int start = Math.Max(0, end - layer.StretchSteps);
            pass.BeginStretch(start, end);
            var work = new Work<TCell> { Pass = pass, Start = start, End = end };
            Workers.Run(tape.Workers, ref work, layer.BatchSize, multiple: 4);
            pass.AddWeightGradients<TCell>(ref gradients, inputPanels);
        }

        RestartGradients.AddTo(layer, gradients);
    }

    /// <summary>The rows of a step in the gradients of the stretch.</summary>
    public readonly Matrix RowsAt(Matrix stretch, int t, int start, int end) =>
        stretch.RowRange(((t - StretchStart) * Layer.BatchSize) + start, end - start);

    /// <summary>The element-wise part of a cell over all units of some sequences at a step.</summary>
    public readonly void Cells<TUsual, TDeclared>(int t, int start, int end)
        where TUsual : struct, IBlockOperation
        where TDeclared : struct, IBlockOperation
    {
        BlockOperands operands = OperandsAt(t);
        operands.HasPeepholes = !Weights.Peepholes.IsEmpty;
        operands.Peepholes = ref MemoryMarshal.GetReference(Weights.Peepholes);
        BlockLoop.Run<TUsual, TDeclared>(operands, Rows(start, end), Layer.Layout, Layer.Options);
    }

    /// <summary>Adds ∂L/∂ what is not a gate, such as peepholes, over the steps of the stretch.</summary>
    public readonly void Accumulate<TOperation>(Span<float> gradients)
        where TOperation : struct, IBlockOperation
    {
        for (int t = StretchStart; t < StretchStart + StretchSteps; t++)
        {
            BlockOperands operands = OperandsAt(t);
            operands.Peepholes = ref MemoryMarshal.GetReference(gradients);
            BlockLoop.Run<TOperation>(operands, Rows(0, Layer.BatchSize), Layer.Layout);
        }
    }

    /// <summary>∂L/∂h before a step += W_hhᵀ ∂L/∂s of the step.</summary>
    public readonly void ToPreviousHidden(int t, int start, int end) =>
        PackedProduct.Accumulate(
            RowsAt(HiddenSumGradients, t, start, end), TransposedHiddenPanels,
            Layer.PreviousHiddenGradientsAt(t).RowRange(start, end - start));

    /// <summary>∂L/∂m_t = W_hrᵀ ∂L/∂h_t of a projected layer.</summary>
    public readonly void Unproject(int t, int start, int end)
    {
        Matrix outputs = Layer.CellOutputGradients.RowRange(start, end - start);
        MatrixOperations.ClearColumns(outputs, from: 0);
        MatrixProduct.Accumulate(
            Layer.HiddenGradientsAt(t).RowRange(start, end - start).Slice(0, Layer.HiddenSize), Weights.ProjectionTransposed, outputs);
    }

    private readonly BlockOperands OperandsAt(int t)
    {
        BlockOperands operands = Layer.OperandsAt(t);
        operands.SumGradients = ref RowsAt(SumGradients, t, 0, Layer.BatchSize).Reference;
        operands.HiddenSumGradients = ref RowsAt(HiddenSumGradients, t, 0, Layer.BatchSize).Reference;
        return operands;
    }

    private readonly BlockRows Rows(int start, int end) => new()
    {
        Start = start,
        End = end,
        EndUnit = Layer.Layout.HiddenSize,
        UnitStride = Layer.CellStride,
    };

    /// <param name="start">The first place in the layer's own order of time.</param>
    /// <param name="end">Behind the last.</param>
    private void BeginStretch(int start, int end)
    {
        StretchStart = Layer.IsReverse ? Layer.Steps - end : start;
        SumGradients = Layer.SumGradients(end - start);
        HiddenSumGradients = Layer.KeepsHiddenSums ? Layer.HiddenSumGradients(end - start) : SumGradients;

        // padding behind the gates, which no cell writes
        MatrixOperations.ClearColumns(SumGradients, Layer.Layout.BlockEnd);
        if (Layer.KeepsHiddenSums)
        {
            MatrixOperations.ClearColumns(HiddenSumGradients, Layer.Layout.BlockEnd);
        }
    }

    private readonly void AddWeightGradients<TCell>(ref RecurrentGradients gradients, PackedMatrix inputPanels)
        where TCell : struct, IRecurrentCell
    {
        int first = StretchStart * Layer.BatchSize;
        int rows = SumGradients.Rows;
        Workers? workers = Tape.Workers;
        if (!gradients.Bias.IsEmpty)
        {
            MatrixOperations.AccumulateRows(SumGradients, gradients.Bias);
        }

        if (Inputs.AreTokens)
        {
            MatrixOperations.ScatterAddRows(Inputs.Tokens.Slice(first, rows), SumGradients, gradients.Input);
        }
        else
        {
            MatrixProduct.AccumulateTransposed(Inputs.Vectors.RowRange(first, rows), SumGradients, gradients.Input, workers);
        }

        if (gradients.Inputs.Rows > 0)
        {
            PackedProduct.Accumulate(SumGradients, inputPanels, gradients.Inputs.RowRange(first, rows), workers);
        }

        TCell.AddHiddenGradients(this, ref gradients);
    }

    /// <summary>Some sequences back through the steps of a stretch.</summary>
    private ref struct Work<TCell> : IRowWork
        where TCell : struct, IRecurrentCell
    {
        public RecurrentBackward Pass;
        public int Start;
        public int End;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int start, int end)
        {
            for (int place = End - 1; place >= Start; place--)
            {
                int t = Pass.Layer.StepAt(place);
                RestartGradients.Hold(Pass, t, start, end);
                TCell.Backward(Pass, t, start, end);
                RestartGradients.Release(Pass, t, start, end);
            }
        }
    }
}
