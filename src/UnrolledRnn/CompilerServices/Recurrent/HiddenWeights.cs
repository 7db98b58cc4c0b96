namespace UnrolledRnn.CompilerServices;

/// <summary>The gradients by W_hh, by the bias beside it and by peepholes, from a stretch of steps, for the columns of a panel.</summary>
internal static class HiddenWeights
{
    /// <summary>∂L/∂W_hh += Σ ∂L/∂s_t h_{t-1}ᵀ</summary>
    public static void Add(in RecurrentBackward pass, int column, int columns) =>
        PackedProduct.AccumulateTransposed(
            pass.Layer.PreviousHidden(pass.StretchStart, pass.StretchSteps), pass.HiddenStretchGradients, column, columns,
            pass.Gradients.Hidden);

    /// <summary>∂L/∂b_hn += Σ ∂L/∂s_t in the rows of n, the last of three gates.</summary>
    public static void AddBias(in RecurrentBackward pass, int column, int columns)
    {
        if (!pass.Gradients.HiddenBias.IsEmpty)
        {
            pass.HiddenStretchGradients.AccumulateRows(column, columns, pass.Gradients.HiddenBias);
            ClearGates(pass.Layer.Layout, pass.Gradients.HiddenBias.Slice(column, columns), column);
        }
    }

    /// <summary>∂L/∂W_hn += Σ ∂L/∂a_t (r ⊙ h_{t-1})ᵀ of a GRU that resets before its product.</summary>
    public static void AddReset(in RecurrentBackward pass, int column, int columns)
    {
        // Those of the sums over h are done with: the gradients by a take their place, without r and z.
        PackedMatrix gradients = pass.HiddenStretchGradients;
        pass.StretchGradients.CopyPanelTo(gradients, column, columns);
        for (int row = 0; row < gradients.Depth; row++)
        {
            ClearGates(pass.Layer.Layout, gradients.PanelRow(column, columns, row), column);
        }

        int first = pass.StretchStart * pass.Layer.BatchSize;
        PackedProduct.AccumulateTransposed(
            pass.Layer.ResetHidden.RowRange(first, pass.StretchRows), gradients, column, columns, pass.Gradients.Hidden);
    }

    /// <summary>∂L/∂p += Σ ∂L/∂a_i ⊙ c_{t-1}, Σ ∂L/∂a_f ⊙ c_{t-1}, Σ ∂L/∂a_o ⊙ c_t.</summary>
    public static void AddPeepholes(in RecurrentBackward pass, int column, int columns)
    {
        GateLayout layout = pass.Layer.Layout;
        var peepholes = new GateLayout(layout.HiddenSize, LstmCell.PeepholeGates);
        int end = Math.Min(column + columns, layout.BlockEnd);
        for (int at = column; at < end; at++)
        {
            int gate = layout.GateAt(at);
            int unit = layout.UnitAt(at);
            if (gate != LstmCell.Candidate && unit < layout.HiddenSize)
            {
                bool isOutput = gate > LstmCell.Candidate;
                ref float sum = ref pass.Gradients.Peepholes[peepholes.IndexOf(isOutput ? gate - 1 : gate, unit)];
                sum += Peephole(pass, at - column, column, columns, unit, isOutput);
            }
        }
    }

    private static float Peephole(in RecurrentBackward pass, int lane, int column, int columns, int unit, bool seesNewCell)
    {
        float sum = 0;
        int stride = pass.Layer.CellStride;
        for (int step = 0; step < pass.StretchSteps; step++)
        {
            int t = pass.StretchStart + step;
            ReadOnlySpan<float> cells = seesNewCell ? pass.Layer.NewCell(t) : pass.Layer.PreviousCell(t);
            for (int row = 0; row < pass.Layer.BatchSize; row++)
            {
                ReadOnlySpan<float> gradients = pass.StretchGradients.PanelRow(column, columns, (step * pass.Layer.BatchSize) + row);
                sum = MathF.FusedMultiplyAdd(gradients[lane], cells[(row * stride) + unit], sum);
            }
        }

        return sum;
    }

    /// <summary>Sets the columns of r and z to zero.</summary>
    private static void ClearGates(GateLayout layout, Span<float> values, int column)
    {
        for (int i = 0; i < values.Length && column + i < layout.BlockEnd; i++)
        {
            if (layout.GateAt(column + i) < 2)
            {
                values[i] = 0;
            }
        }
    }
}
