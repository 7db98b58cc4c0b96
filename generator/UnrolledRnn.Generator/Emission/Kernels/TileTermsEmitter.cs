using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>
/// Prints the sums of a panel of units for several rows of values together, those of streams or of time steps: each vector of
/// weights is loaded once and multiplied with a value of every row. Every sum has the order of the single step, and thus its bits.
/// </summary>
internal sealed class TileTermsEmitter(SourceWriter writer, VectorText vector, RecurrentPlan layer, WeightText weights, int tileRows)
{
    /// <summary>Prints the head of the loop over units, whose variable is j, and the references to their columns.</summary>
    /// <param name="tile">The plan of the loop.</param>
    /// <param name="withHidden">Whether W_hh is read too.</param>
    public SourceWriter.Block BeginRound(TilePlan tile, bool withHidden = true)
    {
        SourceWriter.Block braces = writer.Braces($"for (int j = 0; j < {tile.LoopedUnits}; j += {tile.RoundUnits})");
        writer.Write($"ref float columns = ref Unsafe.Add(ref weights, j * {layer.Layout.Gates});");
        if (weights.ReadsNarrowColumns(withHidden: withHidden))
        {
            writer.Write($"ref uint narrowColumns = ref Unsafe.Add(ref narrow, {weights.ColumnsFrom("j")});");
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
    public void EmitStart(IReadOnlyList<SumVector> vectors, string parameters)
    {
        foreach (SumVector sums in vectors)
        {
            string bias = (sums.HiddenBias ? "Offset.BiasHn" : "Offset.BiasH") + layer.Suffix;
            string load = vector.Load(parameters, Expressions.Sum(bias, sums.Column));
            for (int s = 0; s < tileRows; s++)
            {
                writer.Write($"{vector.Type} {Sum(sums, s)} = {(s == 0 ? load : Sum(sums, 0))};");
            }
        }
    }

    /// <summary>The name of a vector of sums of a row.</summary>
    public static string Sum(SumVector sums, int stream) => $"{sums.Name}S{stream}";

    /// <summary>Adds the terms of a matrix.</summary>
    /// <param name="vectors">The vectors of sums that take part.</param>
    /// <param name="rows">The rows of the matrix.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="perRound">How many of them one round of a loop handles.</param>
    /// <param name="element">Value k of a row of values, as an expression.</param>
    public void EmitTerms(IReadOnlyList<SumVector> vectors, WeightRows rows, int count, int perRound, Func<int, string, string> element)
    {
        if (vectors.Count == 0)
        {
            return;
        }

        // A term has as many statements here as there are rows of values: terms are always looped over.
        int looped = count - (count % perRound);
        if (looped > 0)
        {
            using (writer.Braces($"for (int k = 0; k < {looped}; {Expressions.Advance("k", perRound)})"))
            {
                writer.Write(rows.FromVariable(weights.Element, "rows"));
                WeightRows round = rows with { Reference = "rows", Start = "0" };
                for (int i = 0; i < perRound; i++)
                {
                    EmitTerm(vectors, round, i, s => element(s, Expressions.Sum("k", i)), $"At{i}");
                }
            }
        }

        for (int k = looped; k < count; k++)
        {
            using (writer.Braces())
            {
                EmitTerm(vectors, rows, k, s => element(s, Expressions.Number(k)), "");
            }
        }
    }

    /// <summary>One row of weights, times an element of every stream.</summary>
    private void EmitTerm(IReadOnlyList<SumVector> vectors, WeightRows rows, int k, Func<int, string> element, string scope)
    {
        IReadOnlyList<string> factors = weights.Row(rows.Reference, rows.Row(k), $"w{scope}", vectors, rows.FirstColumn);
        for (int v = 0; v < vectors.Count; v++)
        {
            writer.Write($"{vector.Type} w{v}{scope} = {factors[v]};");
        }

        for (int s = 0; s < tileRows; s++)
        {
            writer.Write($"{vector.Type} value{s}{scope} = {vector.Create(element(s))};");
            for (int v = 0; v < vectors.Count; v++)
            {
                string sum = Sum(vectors[v], s);
                writer.Write($"{sum} = {vector.MultiplyAdd($"w{v}{scope}", $"value{s}{scope}", sum)};");
            }
        }
    }
}
