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

    /// <summary>The steps of the stretch.</summary>
    public int StretchSteps;

    /// <summary>∂L/∂a of the step at hand, [B, gates].</summary>
    public Matrix SumGradients;

    /// <summary>∂L/∂s of the step at hand where the cell keeps the sums over h apart, else <see cref="SumGradients"/>.</summary>
    public Matrix HiddenSumGradients;

    /// <summary>∂L/∂a of the stretch, [steps·B, gates].</summary>
    public PackedMatrix StretchGradients;

    /// <summary>∂L/∂s of the stretch, likewise.</summary>
    public PackedMatrix HiddenStretchGradients;

    /// <summary>Where the gradients go.</summary>
    public RecurrentGradients Gradients;

    /// <summary>W_ihᵀ, where the gradients by the inputs are wanted.</summary>
    public PackedMatrix TransposedInputPanels;

    /// <summary>Rows of the stretch.</summary>
    public readonly int StretchRows => StretchSteps * Layer.BatchSize;

    /// <summary>The pass over the steps of the forward pass.</summary>
    public static void Run<TCell>(
        TrainingTape tape, RecurrentLayerTape layer, RecurrentInputs inputs, RecurrentWeights weights, RecurrentGradients gradients)
        where TCell : struct, IRecurrentCell
    {
        long gates = layer.Layout.Stride;
        GateWeights hiddenGradients = gradients.Hidden;
        gradients.Hidden = WeightDropout.GradientsOf(tape, layer, hiddenGradients);
        var pass = new RecurrentBackward
        {
            Tape = tape,
            Layer = layer,
            Inputs = inputs,
            Weights = weights,
            Gradients = gradients,
            SumGradients = layer.SumGradients,
            HiddenSumGradients = layer.KeepsHiddenSums ? layer.HiddenSumGradients : layer.SumGradients,
            TransposedHiddenPanels = PackedMatrix.OfTransposed(
                WeightDropout.Of(tape, layer, weights.Hidden),
                layer.HiddenStride,
                layer.TransposedPanels(ScratchKind.HiddenPanels, ScratchKind.TransposedHiddenPanels, gates * layer.HiddenStride)),
        };
        if (gradients.Inputs.Rows > 0)
        {
            int columns = gradients.Inputs.Columns;
            pass.TransposedInputPanels = PackedMatrix.OfTransposed(
                weights.Input,
                columns,
                layer.TransposedPanels(ScratchKind.InputPanels, ScratchKind.TransposedInputPanels, gates * columns));
        }

        var forward = new RecurrentForward.Work<TCell>();
        if (layer.Recomputes)
        {
            forward.Pass = new RecurrentForward(tape, layer, inputs, weights);
        }

        RestartGradients.Clear(layer);
        for (int end = layer.PassSteps; end > 0; end -= layer.StretchSteps)
        {
            int start = Math.Max(0, end - layer.StretchSteps);
            pass.BeginStretch(start, end);
            Workers? workers = layer.WorkersOf(tape, end - start);
            if (layer.Recomputes)
            {
                forward.Start = start;
                forward.End = end;
                Workers.Run(workers, ref forward, layer.BatchSize, multiple: 4);
            }

            var work = new Work<TCell> { Pass = pass, Start = start, End = end };
            Workers.Run(workers, ref work, layer.BatchSize, multiple: 4);
            var columns = new GradientColumns<TCell> { Pass = pass };
            Workers.Run(workers, ref columns, layer.Layout.Stride, PackedMatrix.PanelColumns);
        }

        WeightDropout.AddGradients(tape, layer, gradients.Hidden, hiddenGradients);
        RestartGradients.AddTo(layer, gradients);
    }

    /// <summary>The element-wise part of a cell over all units of some sequences at a step.</summary>
    public readonly void Cells<TUsual, TDeclared>(int t, int start, int end)
        where TUsual : struct, IBlockOperation
        where TDeclared : struct, IBlockOperation
    {
        BlockOperands operands = Layer.OperandsAt(t);
        operands.SumGradients = ref SumGradients.Reference;
        operands.HiddenSumGradients = ref HiddenSumGradients.Reference;
        operands.HasPeepholes = !Weights.Peepholes.IsEmpty;
        operands.Peepholes = ref MemoryMarshal.GetReference(Weights.Peepholes);
        var rows = new BlockRows { Start = start, End = end, EndUnit = Layer.Layout.HiddenSize, UnitStride = Layer.CellStride };
        BlockLoop.Run<TUsual, TDeclared>(operands, rows, Layer.Layout, Layer.Options);
    }

    /// <summary>∂L/∂h before a step += W_hhᵀ ∂L/∂s of the step.</summary>
    public readonly void ToPreviousHidden(int t, int start, int end) =>
        PackedProduct.Accumulate(
            HiddenSumGradients.RowRange(start, end - start), TransposedHiddenPanels,
            Layer.PreviousHiddenGradientsAt(t).RowRange(start, end - start));

    /// <summary>∂L/∂m_t = W_hrᵀ ∂L/∂h_t of a projected layer.</summary>
    public readonly void Unproject(int t, int start, int end)
    {
        Matrix outputs = Layer.CellOutputGradients.RowRange(start, end - start);
        MatrixOperations.ClearColumns(outputs, from: 0);
        MatrixProduct.Accumulate(
            Layer.HiddenGradientsAt(t).RowRange(start, end - start).Slice(0, Layer.HiddenSize), Weights.ProjectionTransposed, outputs);
    }

    /// <param name="start">The first place in the layer's own order of time.</param>
    /// <param name="end">Behind the last.</param>
    private void BeginStretch(int start, int end)
    {
        StretchStart = Layer.IsReverse ? Layer.Steps - end : start;
        StretchSteps = end - start;
        StretchGradients = Stretch(ScratchKind.StretchGradients);
        HiddenStretchGradients = Layer.KeepsHiddenSums ? Stretch(ScratchKind.HiddenStretchGradients) : StretchGradients;

        // padding behind the gates, which no cell writes
        MatrixOperations.ClearColumns(SumGradients, Layer.Layout.BlockEnd);
        MatrixOperations.ClearColumns(HiddenSumGradients, Layer.Layout.BlockEnd);
    }

    private readonly PackedMatrix Stretch(ScratchKind kind) =>
        PackedMatrix.In(Layer.Scratch.Take(kind, (long)StretchRows * Layer.Layout.Stride), StretchRows, Layer.Layout.Stride);

    /// <summary>Keeps the gradients by the sums of a step for the products of the stretch, and passes them to the inputs.</summary>
    private readonly void EndStep(int t, int start, int end)
    {
        int row = ((t - StretchStart) * Layer.BatchSize) + start;
        Matrix gradients = SumGradients.RowRange(start, end - start);
        StretchGradients.SetRows(row, gradients);
        if (Layer.KeepsHiddenSums)
        {
            HiddenStretchGradients.SetRows(row, HiddenSumGradients.RowRange(start, end - start));
        }

        if (Gradients.Inputs.Rows > 0)
        {
            Matrix below = Gradients.Inputs.RowRange((t * Layer.BatchSize) + start, end - start);
            PackedProduct.Accumulate(gradients, TransposedInputPanels, below);
        }
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
                Pass.Layer.BeginZonedStep(t, start, end);
                TCell.Backward(Pass, t, start, end);
                Pass.Layer.EndZonedStep(start, end);
                Pass.EndStep(t, start, end);
                RestartGradients.Release(Pass, t, start, end);
            }
        }
    }
}
