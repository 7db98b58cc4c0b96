namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The gradients by the parameters of a recurrent layer from a stretch of steps, for some columns of gates: no column needs another.
/// </summary>
internal ref struct GradientColumns<TCell> : IRowWork
    where TCell : struct, IRecurrentCell
{
    public RecurrentBackward Pass;

    public readonly void Run(int start, int end)
    {
        for (int column = start; column < end; column += PackedMatrix.PanelColumns)
        {
            int columns = Math.Min(PackedMatrix.PanelColumns, end - column);
            if (!Pass.Gradients.Bias.IsEmpty)
            {
                Pass.StretchGradients.AccumulateRows(column, columns, Pass.Gradients.Bias);
            }

            AddInputGradients(column, columns);
            TCell.AddHiddenGradients(Pass, column, columns);
        }
    }

    private readonly void AddInputGradients(int column, int columns)
    {
        int first = Pass.StretchStart * Pass.Layer.BatchSize;
        if (Pass.Inputs.AreTokens)
        {
            Pass.StretchGradients.ScatterAddRows(
                Pass.Inputs.Tokens.Slice(first, Pass.StretchRows), column, columns, Pass.Gradients.Input);
        }
        else
        {
            PackedProduct.AccumulateTransposed(
                Pass.Inputs.Vectors.RowRange(first, Pass.StretchRows), Pass.StretchGradients, column, columns, Pass.Gradients.Input);
        }
    }
}
