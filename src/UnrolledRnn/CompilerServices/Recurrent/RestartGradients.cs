using System.Numerics.Tensors;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Keeps gradients from going back over the start of a sequence: what a step adds to those by the states before it goes to the
/// initial state there, where that is learned, and is dropped otherwise.
/// </summary>
internal static class RestartGradients
{
    /// <summary>Sets the gradients by the initial states of all rows to zero, and makes sure of the room for what is held.</summary>
    public static void Clear(RecurrentLayerTape layer)
    {
        if (layer.HasRestarts)
        {
            layer.Scratch.Reserve(ScratchKind.HeldGradients, (long)layer.BatchSize * layer.HiddenStride);
            InitialHidden(layer).Clear();
            InitialCell(layer).Clear();
        }
    }

    /// <summary>Puts the gradients by the states before a step aside, of rows that restart with it.</summary>
    public static void Hold(in RecurrentBackward pass, int t, int start, int end)
    {
        RecurrentLayerTape layer = pass.Layer;
        for (int row = start; layer.HasRestarts && row < end; row++)
        {
            if (layer.Restarts(pass.Tape.Restarts, t, row))
            {
                Span<float> gradient = layer.HiddenGradientsBefore(t).Slice(row * layer.HiddenStride, layer.HiddenStride);
                gradient.CopyTo(Held(layer, row));
                gradient.Clear();
            }
        }
    }

    /// <summary>Takes what the step has added, and puts back what was there.</summary>
    public static void Release(in RecurrentBackward pass, int t, int start, int end)
    {
        RecurrentLayerTape layer = pass.Layer;
        for (int row = start; layer.HasRestarts && row < end; row++)
        {
            if (!layer.Restarts(pass.Tape.Restarts, t, row))
            {
                continue;
            }

            Span<float> gradient = layer.HiddenGradientsBefore(t).Slice(row * layer.HiddenStride, layer.HiddenStride);
            Add(gradient, InitialHidden(layer).Slice(row * layer.HiddenStride, layer.HiddenStride));
            Held(layer, row).CopyTo(gradient);
            if (layer.CellGradients is AlignedBuffer cells)
            {
                Span<float> cell = cells.Slice(row * layer.CellStride, layer.CellStride);
                Add(cell, InitialCell(layer).Slice(row * layer.CellStride, layer.CellStride));
                cell.Clear();
            }
        }
    }

    /// <summary>Adds the gradients by the initial states, where these are learned.</summary>
    public static void AddTo(RecurrentLayerTape layer, RecurrentGradients gradients)
    {
        if (layer.HasRestarts && !gradients.InitialHidden.IsEmpty)
        {
            StateRows.AccumulateRows(InitialHidden(layer), layer.HiddenSize, gradients.InitialHidden);
        }

        if (layer.HasRestarts && !gradients.InitialCell.IsEmpty)
        {
            StateRows.AccumulateRows(InitialCell(layer), layer.Layout.HiddenSize, gradients.InitialCell);
        }
    }

    private static void Add(ReadOnlySpan<float> source, Span<float> sum) => TensorPrimitives.Add(sum, source, sum);

    private static Span<float> Held(RecurrentLayerTape layer, int row) =>
        layer.Scratch.Take(ScratchKind.HeldGradients, (long)layer.BatchSize * layer.HiddenStride)
            .Slice(row * layer.HiddenStride, layer.HiddenStride);

    private static Span<float> InitialHidden(RecurrentLayerTape layer) =>
        layer.Scratch.Take(ScratchKind.InitialHiddenGradients, (long)layer.BatchSize * layer.HiddenStride);

    private static Span<float> InitialCell(RecurrentLayerTape layer) =>
        layer.CellGradients is null
            ? []
            : layer.Scratch.Take(ScratchKind.InitialCellGradients, (long)layer.BatchSize * layer.CellStride);
}
