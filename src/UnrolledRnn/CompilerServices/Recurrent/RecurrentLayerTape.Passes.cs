namespace UnrolledRnn.CompilerServices;

/// <content>What the passes over a layer read and write.</content>
public sealed partial class RecurrentLayerTape
{
    /// <summary>The step at a place in the layer's own order of time.</summary>
    internal int StepAt(int place) => IsReverse ? Steps - 1 - place : place;

    /// <summary>The threads of a tape where some steps are worth them.</summary>
    internal Workers? WorkersOf(TrainingTape tape, int steps) =>
        MatrixProduct.WorthIt(tape.Workers, (long)steps * BatchSize, HiddenSize, Layout.Stride);

    /// <summary>What a projected layer projects to h at a step, [B, units].</summary>
    internal Matrix CellOutputAt(int t) => new(CellOutputOf(t), BatchSize, Layout.HiddenSize, CellStride);

    /// <summary>∂L/∂m of one step, [B, units] with padding.</summary>
    internal Matrix CellOutputGradients => new(Present(_cellOutputGradients).Span, BatchSize, CellStride);

    /// <summary>r ⊙ h of a step, [B, nHid].</summary>
    internal Matrix ResetHiddenAt(int t) => ResetHidden.RowRange(t * BatchSize, BatchSize);

    /// <summary>r ⊙ h of every step, [T·B, nHid].</summary>
    internal Matrix ResetHidden => new(Present(_resetHidden).Span, Steps * BatchSize, HiddenSize, HiddenStride);

    /// <summary>∂L/∂(r ⊙ h) of the step at hand, [B, nHid] with padding.</summary>
    internal Matrix ResetHiddenGradients => new(Present(_resetHiddenGradients).Span, BatchSize, HiddenStride);

    /// <summary>The h from which steps started, [count·B, nHid].</summary>
    internal Matrix PreviousHidden(int firstStep, int count)
    {
        Span<float> rows = _hiddenBefore is AlignedBuffer own && HasRestarts
            ? own.Slice(firstStep * BatchSize * HiddenStride, count * BatchSize * HiddenStride)
            : HiddenSlots(IsReverse ? firstStep + 1 : firstStep, count);
        return new Matrix(rows, count * BatchSize, HiddenSize, HiddenStride);
    }

    /// <summary>The h from which a step starts, [B, nHid].</summary>
    internal Matrix PreviousHiddenAt(int t) => PreviousHidden(t, 1);

    /// <summary>∂L/∂h of the state from which a step starts, [B, nHid] with padding.</summary>
    internal Matrix PreviousHiddenGradientsAt(int t) => new(HiddenGradientsBefore(t), BatchSize, HiddenStride);

    /// <summary>Room for transposed weights: that of the others, which a backward pass only needs where it goes forward too.</summary>
    internal Span<float> TransposedPanels(ScratchKind panels, ScratchKind transposed, long length) =>
        Scratch.Take(Recomputes ? transposed : panels, length);

    /// <summary>Room for ∂L/∂a of a step, [B, gates].</summary>
    internal Matrix SumGradients => StepRoom(ScratchKind.SumGradients);

    /// <summary>Room for ∂L/∂s of a step, [B, gates].</summary>
    internal Matrix HiddenSumGradients => StepRoom(ScratchKind.HiddenSumGradients);

    /// <summary>Where the element-wise part of a cell finds what it has at a step; sums and gradients are the caller's to add.</summary>
    internal BlockOperands OperandsAt(int t)
    {
        var operands = new BlockOperands(Options)
        {
            HiddenBefore = ref PreviousHiddenAt(t).Reference,
            HiddenBeforeGradient = ref HiddenGradientsBefore(t)[0],
            Hidden = ref IsProjected ? ref CellOutputOf(t)[0] : ref NewHidden(t)[0],
            HiddenGradient = ref IsProjected ? ref _cellOutputGradients!.Reference : ref HiddenGradientsAfter(t)[0],
        };
        if (_gates is not null)
        {
            operands.Gates = ref _gates.Slice(GateStep(t) * BatchSize * Layout.Stride, BatchSize * Layout.Stride)[0];
        }

        if (_cell is not null)
        {
            operands.CellBefore = ref PreviousCell(t)[0];
            operands.Cell = ref NewCell(t)[0];
            operands.CellGradient = ref CellGradients!.Reference;
        }

        if (_candidateSums is not null)
        {
            operands.KeepsCandidateSums = true;
            operands.CandidateSums = ref _candidateSums.Slice(GateStep(t) * BatchSize * CellStride, BatchSize * CellStride)[0];
        }

        if (_resetHidden is not null)
        {
            operands.ResetHidden = ref ResetHiddenAt(t).Reference;
            operands.ResetHiddenGradient = ref _resetHiddenGradients!.Reference;
        }

        return operands;
    }

    // Gates that are computed anew have room for a stretch, whose steps follow each other in the layer's order of time.
    private int GateStep(int t) => Recomputes ? StepAt(t) % StretchSteps : t;

    /// <summary>Makes sure of the room for gates and what belongs to them.</summary>
    private void ReserveGates()
    {
        long rows = (long)(Recomputes ? StretchSteps : Steps) * BatchSize;
        if (Layout.Gates > 1 && (_gates is null || _gates.Length != rows * Layout.Stride))
        {
            _gates = new AlignedBuffer(rows * Layout.Stride);
            _candidateSums = KeepsHiddenSums && _resetHidden is null ? new AlignedBuffer(rows * CellStride) : null;
        }
    }

    internal Span<float> PreviousCell(int t) => _cellBefore is AlignedBuffer own && HasRestarts
        ? own.Slice(t * BatchSize * CellStride, BatchSize * CellStride)
        : CellBefore(t);

    private Span<float> CellOutputOf(int t) => Present(_cellOutput).Slice(t * BatchSize * CellStride, BatchSize * CellStride);

    private Matrix StepRoom(ScratchKind kind) => new(Scratch.Take(kind, (long)BatchSize * Layout.Stride), BatchSize, Layout.Stride);

    private void ReserveScratch()
    {
        long stretch = (long)StretchSteps * BatchSize * Layout.Stride;
        long step = (long)BatchSize * Layout.Stride;
        Scratch.Reserve(ScratchKind.SumGradients, step);
        Scratch.Reserve(ScratchKind.StretchGradients, stretch);
        Scratch.Reserve(ScratchKind.Sums, (long)BatchSize * RecurrentForward.SumColumns(this));
        Scratch.Reserve(ScratchKind.HiddenPanels, (long)HiddenStride * Layout.Stride);
        if (KeepsHiddenSums)
        {
            Scratch.Reserve(ScratchKind.HiddenSumGradients, step);
            Scratch.Reserve(ScratchKind.HiddenStretchGradients, stretch);
            Scratch.Reserve(ScratchKind.HiddenSums, (long)BatchSize * RecurrentForward.SumColumns(this));
        }
    }
}
