using System.Numerics.Tensors;
using UnrolledRnn.Training;

namespace UnrolledRnn.CompilerServices;

/// <content>
/// Zoneout (Krueger et al., Zoneout: Regularizing RNNs by Randomly Preserving Hidden Activations, 2016): at each step, each unit of h and
/// of c keeps its old value with a probability. h is still made from what c would have become.
/// </content>
public sealed partial class RecurrentLayerTape
{
    private AlignedBuffer? _newHidden;
    private AlignedBuffer? _newCell;
    private DropoutMask _hiddenZone;
    private DropoutMask _cellZone;
    private bool _zonesHidden;
    private bool _zonesCell;

    /// <summary>Whether states of the pass on the tape may keep old values.</summary>
    internal bool HasZoneout => _zonesHidden || _zonesCell;

    /// <summary>What c would be after a step without zoneout, padded rows.</summary>
    internal Span<float> NewCell(int t) => _zonesCell ? Own(_newCell, t) : CellAfter(t);

    /// <summary>Gives units their old values: after a step, for some of the sequences.</summary>
    internal void Zone(int t, int start, int end)
    {
        for (int row = start; HasZoneout && row < end; row++)
        {
            if (_zonesHidden)
            {
                ReadOnlySpan<float> before = PreviousHiddenAt(t).Row(row);
                Keep(Factors(_hiddenZone, t, row, HiddenSize), before, NewHidden(t)[(row * HiddenStride)..], HiddenAt(t).Row(row));
            }

            if (_zonesCell)
            {
                int units = Layout.HiddenSize;
                ReadOnlySpan<float> before = PreviousCell(t).Slice(row * CellStride, units);
                Span<float> after = CellAfter(t).Slice(row * CellStride, units);
                Keep(Factors(_cellZone, t, row, units), before, NewCell(t)[(row * CellStride)..], after);
            }
        }

        static void Keep(ReadOnlySpan<float> factors, ReadOnlySpan<float> before, ReadOnlySpan<float> made, Span<float> after)
        {
            for (int i = 0; i < after.Length; i++)
            {
                after[i] = factors[i] == 0 ? before[i] : made[i];
            }
        }
    }

    /// <summary>
    /// Before the cell goes back through a step: passes the gradients by units that kept their values to the states before it. Those by c
    /// wait until the cell is done.
    /// </summary>
    internal void BeginZonedStep(int t, int start, int end)
    {
        for (int row = start; HasZoneout && row < end; row++)
        {
            if (_zonesHidden)
            {
                Span<float> before = HiddenGradientsBefore(t).Slice(row * HiddenStride, HiddenSize);
                Span<float> after = HiddenGradientsAfter(t).Slice(row * HiddenStride, HiddenSize);
                ReadOnlySpan<float> factors = Factors(_hiddenZone, t, row, HiddenSize);
                for (int i = 0; i < after.Length; i++)
                {
                    if (factors[i] == 0)
                    {
                        before[i] += after[i];
                        after[i] = 0;
                    }
                }
            }

            if (_zonesCell)
            {
                Span<float> after = CellGradients!.Slice(row * CellStride, Layout.HiddenSize);
                Span<float> kept = KeptGradients(row);
                ReadOnlySpan<float> factors = Factors(_cellZone, t, row, Layout.HiddenSize);
                for (int i = 0; i < after.Length; i++)
                {
                    bool isKept = factors[i] == 0;
                    kept[i] = isKept ? after[i] : 0;
                    after[i] = isKept ? 0 : after[i];
                }
            }
        }
    }

    /// <summary>After it: adds what has waited to ∂L/∂c before the step.</summary>
    internal void EndZonedStep(int start, int end)
    {
        for (int row = start; _zonesCell && row < end; row++)
        {
            Span<float> before = CellGradients!.Slice(row * CellStride, Layout.HiddenSize);
            TensorPrimitives.Add(before, KeptGradients(row), before);
        }
    }

    private void BeginZoneout(TrainingTape tape)
    {
        Regularization? regularization = tape.ActiveRegularization;
        _zonesHidden = regularization is { HiddenZoneout: > 0 };
        _zonesCell = regularization is { CellZoneout: > 0 } && _cell is not null;
        if (_zonesHidden)
        {
            _hiddenZone = Zone(MaskKind.ZoneoutHidden, regularization!.HiddenZoneout);
            _newHidden ??= IsProjected ? null : new AlignedBuffer((long)Steps * BatchSize * HiddenStride);
        }

        if (_zonesCell)
        {
            _cellZone = Zone(MaskKind.ZoneoutCell, regularization!.CellZoneout);
            _newCell ??= new AlignedBuffer((long)Steps * BatchSize * CellStride);
            Scratch.Reserve(ScratchKind.KeptCellGradients, (long)BatchSize * CellStride);
        }

        if (HasZoneout)
        {
            Scratch.Reserve(ScratchKind.ZoneoutFactors, (long)BatchSize * FactorStride);
        }

        DropoutMask Zone(MaskKind kind, float probability) =>
            new(regularization!.Seed, tape.ActivePass, kind, Number, probability, kept: 1);
    }

    /// <summary>What h would be after a step; that of a projected layer takes the place of h first.</summary>
    private Span<float> NewHidden(int t) => _zonesHidden && !IsProjected ? Own(_newHidden, t) : HiddenAfter(t);

    private int FactorStride => Math.Max(HiddenStride, CellStride);

    private Span<float> Factors(DropoutMask mask, int t, int row, int units)
    {
        Span<float> factors = Scratch.Take(ScratchKind.ZoneoutFactors, (long)BatchSize * FactorStride)
            .Slice(row * FactorStride, new GateLayout(units, 1).Stride);
        mask.Fill((t * BatchSize) + row, factors);
        return factors;
    }

    private Span<float> KeptGradients(int row) =>
        Scratch.Take(ScratchKind.KeptCellGradients, (long)BatchSize * CellStride).Slice(row * CellStride, Layout.HiddenSize);

    private Span<float> Own(AlignedBuffer? buffer, int t) => Present(buffer).Slice(t * BatchSize * CellStride, BatchSize * CellStride);
}
