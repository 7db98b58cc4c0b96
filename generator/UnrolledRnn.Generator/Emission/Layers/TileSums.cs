using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>
/// Prints the sums of a panel of units for several rows of values together, those of streams or of time steps: each vector of
/// weights is loaded once and multiplied with a value of every row. Every sum has the order of the single step, and thus its bits.
/// </summary>
internal sealed class TileSums(SourceWriter writer, VectorText vector, DirectionPlan layer, WeightText weights, int tileRows)
{
    private readonly SumPrinter _sums = new(writer, vector, weights.Reader, tileRows);

    /// <summary>Prints the head of the loop over units, whose variable is j, and the references to their columns.</summary>
    /// <param name="tile">The plan of the loop.</param>
    /// <param name="withHidden">Whether W_hh is read too.</param>
    public SourceWriter.Block BeginRound(TilePlan tile, bool withHidden = true)
    {
        SourceWriter.Block braces = writer.Braces($"for (int j = 0; j < {tile.LoopedUnits}; j += {tile.RoundUnits})");
        writer.Write($"ref float columns = ref §Unsafe.Add(ref weights, j * {layer.Layout.Gates});");
        if (weights.ReadsNarrowColumns(withHidden: withHidden))
        {
            writer.Write($"ref uint narrowColumns = ref §Unsafe.Add(ref narrow, {weights.ColumnsFrom("j")});");
        }

        if (layer.InputHasPanels || (withHidden && layer.Layout.HasPanels))
        {
            writer.Write($"int panel = j / {layer.Layout.PanelUnits} * {layer.Layout.PanelUnits};");
            weights.EmitPanels("panel", "j", withHidden: withHidden);
        }

        return braces;
    }

    /// <summary>Declares the sums of every row, with their biases.</summary>
    /// <param name="vectors">The vectors of sums.</param>
    /// <param name="parameters">The reference to the parameters, moved on to the columns of a loop where there is one.</param>
    public void EmitStart(IReadOnlyList<SumVector> vectors, string parameters) =>
        _sums.EmitStart(vectors, sums => BiasText.Load(vector, layer, sums, parameters));

    /// <summary>Declares the sums of every row, with their biases and the rows of W_ih that tokens stand for.</summary>
    /// <param name="vectors">The vectors of sums.</param>
    /// <param name="unit">The variable that counts units where the panel is in a loop, or null.</param>
    /// <seealso cref="EmitTokenRows"/>
    public void EmitTokenStart(IReadOnlyList<SumVector> vectors, string? unit)
    {
        List<SumVector> fromToken = [.. vectors.Where(sums => sums.FromInput)];
        string name = unit is null ? "row" : "rowColumns";
        List<IReadOnlyList<string>> rows =
        [
            .. Enumerable.Range(0, tileRows).Select(s =>
                weights.Reader.Row($"{name}{s}", "0", $"{name}{s}", fromToken.Select(sums => sums.Column))),
        ];
        _sums.EmitStartOfRows(vectors, (sums, s) =>
        {
            string? bias = BiasText.Load(vector, layer, sums, unit is null ? "weights" : "columns");
            return !sums.FromInput ? bias : bias is null ? rows[s][fromToken.IndexOf(sums)] : $"{bias} + {rows[s][fromToken.IndexOf(sums)]}";
        });
    }

    /// <summary>Prints the references to the rows of W_ih that tokens stand for.</summary>
    public void EmitTokenRows()
    {
        for (int s = 0; s < tileRows; s++)
        {
            writer.Write(
                $"ref {weights.Element} row{s} = ref §Unsafe.Add(ref {weights.Reference}, {weights.Matrix("WeightIh")} + ({Expressions.Element("tokens", s)} * {weights.Stride}));");
        }
    }

    /// <summary>Prints the references to the columns of these rows in a loop over units.</summary>
    public void EmitTokenColumns()
    {
        string columns = weights.IsNarrow ? weights.ColumnsFrom("j") : layer.Layout.Gates == 1 ? "j" : $"j * {layer.Layout.Gates}";
        for (int s = 0; s < tileRows; s++)
        {
            writer.Write($"ref {weights.Element} rowColumns{s} = ref §Unsafe.Add(ref row{s}, {columns});");
        }
    }

    /// <summary>
    /// Adds the terms of a matrix. A term has as many statements as there are rows of values: terms are always looped over.
    /// </summary>
    /// <param name="vectors">The vectors of sums that take part.</param>
    /// <param name="matrix">The rows of the matrix.</param>
    /// <param name="name">The start of the names of the terms.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="perRound">How many of them one round of a loop handles.</param>
    /// <param name="element">Value k of a row of values, as an expression.</param>
    public void EmitTerms(
        IReadOnlyList<SumVector> vectors, WeightRows matrix, string name, int count, int perRound, Func<int, string, string> element) =>
        _sums.EmitTerms(vectors, new TermSource(name, count, perRound, count - (count % perRound), element), matrix);
}
