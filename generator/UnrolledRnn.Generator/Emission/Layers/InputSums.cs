using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>
/// Prints what the sums of a step begin with, and what they have of the layer's input: the product W_ih x, the row of W_ih that a token
/// stands for, either of them as a type parameter says, or sums over x that are known already.
/// </summary>
internal sealed class InputSums(SourceWriter writer, DirectionPlan layer, DirectionBody body, WeightText weights, LayerInput input)
{
    private readonly VectorText _vector = new(body.Lanes);
    private readonly SumPrinter _sums = new(writer, new(body.Lanes), weights.Reader);

    /// <summary>Declares sums with their biases, with the row of a token where there are tokens alone, or with known sums.</summary>
    /// <param name="vectors">The sums.</param>
    /// <param name="parts">The parts of them to declare.</param>
    /// <param name="unit">The variable that counts units where the panel is in a loop, or null.</param>
    /// <param name="scope">The end of the names of the terms.</param>
    public void EmitStart(IReadOnlyList<SumVector> vectors, PartRange parts, string? unit, string scope)
    {
        string parameters = unit is null ? "weights" : "columns";
        SumVector[] fromToken = [.. vectors.Where(sums => input.IsToken && sums.FromInput && parts.First == 0)];
        IReadOnlyList<string> rows = fromToken.Length > 0 ? RowOfToken(fromToken, unit, scope) : [];
        string inputSums = unit is null ? $"{input.Sums}" : $"{input.Sums}Columns";
        _sums.EmitStart(vectors, Start, parts);

        string? Start(SumVector sums)
        {
            if (input.Sums is not null && sums.FromInput)
            {
                return _vector.Load(inputSums, Expressions.Number(sums.Column));
            }

            string? bias = BiasText.Load(_vector, layer, sums, parameters);
            int index = Array.IndexOf(fromToken, sums);
            return index < 0 ? bias : bias is null ? rows[index] : $"{bias} + {rows[index]}";
        }
    }

    /// <summary>Adds the terms of the input to sums that are declared.</summary>
    /// <param name="vectors">The sums.</param>
    /// <param name="parts">The parts of them whose terms are added.</param>
    /// <param name="unit">The variable that counts units where the panel is in a loop, or null.</param>
    /// <param name="scope">The end of the names of the terms.</param>
    /// <returns>How many terms there are. A token is the sum of as many, so that those behind have the same numbers.</returns>
    public int EmitTerms(IReadOnlyList<SumVector> vectors, PartRange parts, string? unit, string scope)
    {
        if (input.Sums is not null)
        {
            return 0;
        }

        List<SumVector> fromInput = [.. vectors.Where(sums => sums.FromInput)];
        if (input.IsEither)
        {
            EmitEither(fromInput, parts, unit, scope);
        }
        else if (!input.IsToken)
        {
            EmitProduct(fromInput, parts, unit, scope);
        }

        return layer.InputSize;
    }

    private void EmitEither(List<SumVector> vectors, PartRange parts, string? unit, string scope)
    {
        if (vectors.Count == 0)
        {
            return;
        }

        string head = $"if (!({KernelTypes.IsToken}))";
        if (parts.First == 0)
        {
            using (writer.Braces($"if ({KernelTypes.IsToken})"))
            {
                EmitToken(vectors, unit, scope);
            }

            head = "else";
        }

        using (writer.Braces(head))
        {
            EmitProduct(vectors, parts, unit, scope);
        }
    }

    private void EmitToken(List<SumVector> vectors, string? unit, string scope)
    {
        IReadOnlyList<string> rows = RowOfToken(vectors, unit, scope);
        for (int i = 0; i < vectors.Count; i++)
        {
            string sum = SumPrinter.Name(vectors[i], 0);
            bool hasBias = BiasText.Load(_vector, layer, vectors[i], "weights") is not null;
            writer.Write(hasBias ? $"{sum} += {rows[i]};" : $"{sum} = {rows[i]};");
        }
    }

    /// <summary>The row of W_ih that a token stands for.</summary>
    private IReadOnlyList<string> RowOfToken(IReadOnlyCollection<SumVector> vectors, string? unit, string scope)
    {
        string row = unit is null ? "row" : "rowColumns";
        return weights.Reader.Row(row, "0", row + scope, vectors.Select(sums => sums.Column));
    }

    private void EmitProduct(List<SumVector> vectors, PartRange parts, string? unit, string scope)
    {
        if (!layer.IsDiagonal)
        {
            writer.Write("// + W_ih x");
        }

        TermSource source = TermSource.Of(
            "x", input.Reference, input.Start, layer.InputSize, body, body.InputTermsPerRound, input.IsPadded) with
        {
            RowsAhead = weights.IsInPanels("WeightIh") ? body.RowsAhead : 0,
        };
        _sums.EmitTerms(vectors, source, weights.Rows("WeightIh", unit), firstTerm: 0, scope, parts);
    }
}
