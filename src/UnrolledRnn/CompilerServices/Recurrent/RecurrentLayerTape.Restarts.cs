namespace UnrolledRnn.CompilerServices;

/// <content>Rows that begin a new sequence within the steps of a pass.</content>
public sealed partial class RecurrentLayerTape
{
    /// <summary>Whether rows of the pass on the tape restart within its steps.</summary>
    internal bool HasRestarts { get; private set; }

    /// <summary>Begins a forward pass.</summary>
    /// <param name="tape">Where rows begin a new sequence, whether gates are kept, and how the pass is regularised.</param>
    internal void BeginPass(TrainingTape tape)
    {
        BeginSteps(tape);
        Recomputes = tape.Recomputes && !IsProjected;
        ReserveGates();
        BeginZoneout(tape);
        ReadOnlySpan<bool> restarts = tape.Restarts;
        HasRestarts = !restarts.IsEmpty;
        if (HasRestarts)
        {
            Throw.IfLengthDiffers(restarts.Length, (long)Steps * BatchSize, nameof(tape.Restarts), "[T, B]");
            _hiddenBefore ??= new AlignedBuffer((long)Steps * BatchSize * HiddenStride);
            _cellBefore ??= _cell is null ? null : new AlignedBuffer((long)Steps * BatchSize * CellStride);
        }
    }

    private void BeginSteps(TrainingTape tape)
    {
        PassSteps = tape.Steps ?? Steps;
        if (PassSteps == Steps)
        {
            return;
        }

        if (IsReverse)
        {
            throw new InvalidOperationException($"Expected all {Steps} steps for a layer that reads backwards, got {PassSteps}.");
        }

        // What others read of the steps that are left out must be finite, and the same whatever came before.
        HiddenSlots(PassSteps + 1, Steps - PassSteps).Clear();
    }

    /// <summary>Whether a row restarts with a step in the layer's order of time: of a reverse layer, before the next sequence.</summary>
    internal bool Restarts(ReadOnlySpan<bool> restarts, int t, int row)
    {
        int mark = IsReverse ? t + 1 : t;
        return mark < Steps && restarts[(mark * BatchSize) + row];
    }

    /// <summary>Copies the states from which a step starts, where some rows start from others than the step before has left.</summary>
    internal void CopyPreviousStates(
        ReadOnlySpan<bool> restarts, int t, int start, int end, ReadOnlySpan<float> initialHidden, ReadOnlySpan<float> initialCell)
    {
        for (int row = start; row < end; row++)
        {
            bool isStart = Restarts(restarts, t, row);
            Copy(HiddenBefore(t), Present(_hiddenBefore), HiddenStride, initialHidden);
            if (_cell is not null)
            {
                Copy(CellBefore(t), Present(_cellBefore), CellStride, initialCell);
            }

            void Copy(ReadOnlySpan<float> states, AlignedBuffer own, int stride, ReadOnlySpan<float> initial)
            {
                Span<float> target = own.Slice(((t * BatchSize) + row) * stride, stride);
                if (!isStart)
                {
                    states.Slice(row * stride, stride).CopyTo(target);
                    return;
                }

                target.Clear();
                initial.CopyTo(target);
            }
        }
    }
}
