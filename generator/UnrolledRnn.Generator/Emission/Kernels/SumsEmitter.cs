using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>Terms of the sums of a layer that come from one vector.</summary>
/// <param name="Source">The reference to the vector.</param>
/// <param name="Start">Where it begins behind the reference.</param>
/// <param name="Name">The start of the names of its broadcast elements.</param>
/// <param name="Count">Elements of the vector.</param>
/// <param name="PerRound">Elements that one round of a loop handles.</param>
internal sealed record TermSource(string Source, string Start, string Name, int Count, int PerRound)
{
    /// <summary>An element, as an expression.</summary>
    public string Element(string index) => Expressions.Element(Source, Start == "0" ? index : index == "0" ? Start : $"{Start} + {index}");
}

/// <summary>Prints the sums of a panel of units, b + W_ih x + W_hh h, each vector of them in local variables.</summary>
internal sealed class SumsEmitter(SourceWriter writer, VectorText vector, RecurrentPlan layer, RecurrentBody body, WeightText weights)
{
    /// <summary>Declares the sums of some vectors, with their biases.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="parameters">The reference to the parameters, moved on to the columns of a loop where there is one.</param>
    /// <param name="tokenRow">The reference to the row of W_ih that a token stands for, or null.</param>
    /// <param name="inputSums">The reference to a row of b_h + W_ih x, or null.</param>
    /// <param name="scope">The end of the names of what the rows share.</param>
    public void EmitStart(IReadOnlyList<SumVector> vectors, string parameters, string? tokenRow, string? inputSums, string scope)
    {
        SumVector[] fromToken = [.. vectors.Where(sums => tokenRow is not null && sums.FromInput)];
        IReadOnlyList<string> rows = fromToken.Length > 0 ? weights.Row(tokenRow!, "0", tokenRow + scope, fromToken) : [];
        foreach (SumVector sums in vectors)
        {
            string bias = (sums.HiddenBias ? "Offset.BiasHn" : "Offset.BiasH") + layer.Suffix;
            string start = inputSums is not null && sums.FromInput
                ? vector.Load(inputSums, Expressions.Number(sums.Column))
                : vector.Load(parameters, Expressions.Sum(bias, sums.Column));
            int index = Array.IndexOf(fromToken, sums);
            if (index >= 0)
            {
                start += $" + {rows[index]}";
            }

            writer.Write($"{vector.Type} {SumName(sums, 0)} = {start};");
            for (int s = 1; s < sums.PartialSums; s++)
            {
                writer.Write($"{vector.Type} {SumName(sums, s)} = {vector.Zero};");
            }
        }
    }

    /// <summary>Adds the terms of a vector in memory, each of whose elements is broadcast.</summary>
    /// <param name="vectors">The vectors of sums that take part.</param>
    /// <param name="source">The terms.</param>
    /// <param name="rows">The rows of the matrix.</param>
    /// <param name="firstTerm">The number of the first term, which decides its partial sum.</param>
    /// <param name="scope">The end of the names of the terms.</param>
    public void EmitBroadcastTerms(IReadOnlyList<SumVector> vectors, TermSource source, WeightRows rows, int firstTerm, string scope)
    {
        if (vectors.Count == 0)
        {
            return;
        }

        int looped = body.LoopedTerms(source.Count, source.PerRound);
        if (looped > 0)
        {
            using (writer.Braces($"for (int k = 0; k < {looped}; {Expressions.Advance("k", source.PerRound)})"))
            {
                writer.Write(rows.FromVariable(weights.Element, "rows"));
                WeightRows round = rows with { Reference = "rows", Start = "0" };
                for (int i = 0; i < source.PerRound; i++)
                {
                    EmitBroadcastTerm(vectors, $"{source.Name}At{i}{scope}", source.Element(Expressions.Sum("k", i)), round, i, firstTerm + i);
                }
            }
        }

        for (int k = looped; k < source.Count; k++)
        {
            EmitBroadcastTerm(vectors, $"{source.Name}At{k}{scope}", source.Element(Expressions.Number(k)), rows, k, firstTerm + k);
        }
    }

    /// <summary>Adds one term whose value is a vector already: a permutation of h.</summary>
    public void EmitVectorTerm(IReadOnlyList<SumVector> vectors, string value, int k, int firstTerm, string scope) =>
        EmitTerm(vectors, $"row{k}{scope}", value, weights.Rows("WeightHh", unit: null), k, firstTerm + k);

    /// <summary>Adds up the parts of vectors of sums that are complete, where the plan wants that early.</summary>
    public void EmitTotals(IReadOnlyList<SumVector> vectors)
    {
        foreach (SumVector sums in vectors.Where(sums => body.AddsPartsEarly && sums.PartialSums > 1))
        {
            writer.Write($"{SumName(sums, 0)} = {Parts(sums)};");
        }
    }

    /// <summary>A vector of sums, its parts added up.</summary>
    public string Total(SumVector sums) => body.AddsPartsEarly ? SumName(sums, 0) : Parts(sums);

    private static string Parts(SumVector sums) => sums.PartialSums switch
    {
        1 => SumName(sums, 0),
        2 => $"{SumName(sums, 0)} + {SumName(sums, 1)}",
        _ => $"({SumName(sums, 0)} + {SumName(sums, 1)}) + ({SumName(sums, 2)} + {SumName(sums, 3)})",
    };

    private static string SumName(SumVector sums, int part) => $"{sums.Name}_{part}";

    private void EmitBroadcastTerm(IReadOnlyList<SumVector> vectors, string name, string element, WeightRows rows, int k, int term)
    {
        string broadcast = vector.Create(element);
        if (vectors.Count > 1)
        {
            writer.Write($"{vector.Type} {name} = {broadcast};");
            broadcast = name;
        }

        EmitTerm(vectors, name, broadcast, rows, k, term);
    }

    private void EmitTerm(IReadOnlyList<SumVector> vectors, string name, string value, WeightRows rows, int k, int term)
    {
        IReadOnlyList<string> factors = weights.Row(rows.Reference, rows.Row(k), name, vectors, rows.FirstColumn);
        for (int v = 0; v < vectors.Count; v++)
        {
            string sum = SumName(vectors[v], term % vectors[v].PartialSums);
            writer.Write($"{sum} = {vector.MultiplyAdd(factors[v], value, sum)};");
        }
    }
}
