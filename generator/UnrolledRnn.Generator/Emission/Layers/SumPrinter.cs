using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>
/// Prints sums Σ_k x_k M[k, :], vectors of them in local variables, for one row of values x or for several that share each weight. Term k
/// of a row goes to its partial sum k mod PartialSums, whatever the form, and so every form adds in the same order.
/// </summary>
/// <param name="writer">The writer.</param>
/// <param name="vector">The width.</param>
/// <param name="weights">How weights are read.</param>
/// <param name="rows">Rows of values.</param>
internal sealed class SumPrinter(SourceWriter writer, VectorText vector, WeightReader weights, int rows = 1)
{
    /// <summary>Declares the sums of some vectors.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="start">What the first part of each of them starts from, or null for zero.</param>
    /// <param name="parts">The parts to declare, or null for all.</param>
    public void EmitStart(IReadOnlyList<SumVector> vectors, Func<SumVector, string?> start, PartRange? parts = null)
    {
        PartRange declared = parts ?? PartRange.All;
        foreach (SumVector sums in vectors)
        {
            for (int row = 0; row < rows && declared.Has(0); row++)
            {
                writer.Write($"{vector.Type} {Name(sums, 0, row)} = {(row == 0 ? start(sums) ?? vector.Zero : NameOfRow(sums, 0))};");
            }

            foreach (int part in declared.Of(sums).Where(part => part > 0))
            {
                writer.Write($"{vector.Type} {Name(sums, part)} = {vector.Zero};");
            }
        }
    }

    /// <summary>Declares the sums of some vectors, each of which has one part, where every row of values has a start of its own.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="start">What each of them starts from in a row, or null for zero.</param>
    public void EmitStartOfRows(IReadOnlyList<SumVector> vectors, Func<SumVector, int, string?> start)
    {
        foreach (SumVector sums in vectors)
        {
            for (int row = 0; row < rows; row++)
            {
                writer.Write($"{vector.Type} {NameOfRow(sums, row)} = {start(sums, row) ?? vector.Zero};");
            }
        }
    }

    /// <summary>Adds the terms of values in memory, each of which is broadcast.</summary>
    /// <param name="vectors">The vectors of sums that take part.</param>
    /// <param name="source">The values.</param>
    /// <param name="matrix">The rows of the matrix.</param>
    /// <param name="firstTerm">The number of the first term.</param>
    /// <param name="scope">The end of the names of the terms.</param>
    /// <param name="parts">The parts of the sums whose terms are added, or null for all.</param>
    public void EmitTerms(
        IReadOnlyList<SumVector> vectors,
        TermSource source,
        WeightRows matrix,
        int firstTerm = 0,
        string scope = "",
        PartRange? parts = null)
    {
        if (vectors.Count == 0)
        {
            return;
        }

        if (source.Looped > 0)
        {
            using (writer.Braces($"for (int k = 0; k < {source.Looped}; {Expressions.Advance("k", source.PerRound)})"))
            {
                writer.Write(matrix.FromVariable(weights.Element, "rows"));
                WeightRows round = matrix with { Reference = "rows", Start = "0" };
                for (int i = 0; i < source.PerRound; i++)
                {
                    EmitAhead(Taking(firstTerm + i), source, round, i);
                    EmitTerm(Taking(firstTerm + i), source, round, i, Expressions.Sum("k", i), firstTerm + i, scope);
                }
            }
        }

        for (int k = source.Looped; k < source.Count; k++)
        {
            EmitTerm(Taking(firstTerm + k), source, matrix, k, Expressions.Number(k), firstTerm + k, scope);
        }

        IReadOnlyList<SumVector> Taking(int term) => [.. vectors.Where(sums => (parts ?? PartRange.All).HasTerm(term, sums))];
    }

    /// <summary>Adds one term whose value is a vector already: a permutation of h.</summary>
    /// <param name="vectors">The vectors of sums that take part.</param>
    /// <param name="value">The vector.</param>
    /// <param name="matrix">The rows of the matrix.</param>
    /// <param name="k">The row.</param>
    /// <param name="term">The number of the term.</param>
    /// <param name="name">The start of the names of what the weights share.</param>
    public void EmitVectorTerm(IReadOnlyList<SumVector> vectors, string value, WeightRows matrix, int k, int term, string name)
    {
        IReadOnlyList<string> factors = Factors(vectors, matrix, k, name);
        for (int v = 0; v < vectors.Count; v++)
        {
            Add(Name(vectors[v], term % vectors[v].PartialSums), factors[v], value);
        }
    }

    /// <summary>Adds up the parts of vectors of sums that are complete: all of them, the first two, or the last two behind those.</summary>
    public void EmitTotals(IEnumerable<SumVector> vectors, PartRange parts)
    {
        foreach (SumVector sums in vectors.Where(sums => sums.PartialSums > 1))
        {
            writer.Write(parts.Covers(sums) ? $"{Name(sums, 0)} = {Total(sums)};"
                : parts.First == 0 ? $"{Name(sums, 0)} += {Name(sums, 1)};"
                : $"{Name(sums, 0)} += {Name(sums, 2)} + {Name(sums, 3)};");
        }
    }

    /// <summary>A vector of sums, its parts added up.</summary>
    public static string Total(SumVector sums) => sums.PartialSums switch
    {
        1 => Name(sums, 0),
        2 => $"{Name(sums, 0)} + {Name(sums, 1)}",
        _ => $"({Name(sums, 0)} + {Name(sums, 1)}) + ({Name(sums, 2)} + {Name(sums, 3)})",
    };

    /// <summary>A part of a vector of sums, where there is one row of values.</summary>
    public static string Name(SumVector sums, int part) => $"{sums.Name}_{part}";

    /// <summary>A vector of sums of one of several rows of values, which has one part.</summary>
    public static string NameOfRow(SumVector sums, int row) => $"{sums.Name}S{row}";

    private string Name(SumVector sums, int part, int row) => rows == 1 ? Name(sums, part) : NameOfRow(sums, row);

    private IReadOnlyList<string> Factors(IReadOnlyList<SumVector> vectors, WeightRows matrix, int k, string name) =>
        weights.Row(matrix.Reference, matrix.Row(k), name, vectors.Select(sums => sums.Column - matrix.FirstColumn));

    /// <summary>Asks for the lines of a row to come.</summary>
    private void EmitAhead(IReadOnlyList<SumVector> vectors, TermSource source, WeightRows matrix, int k)
    {
        if (source.RowsAhead == 0)
        {
            return;
        }

        string row = matrix.Row(k + source.RowsAhead);
        foreach (int line in weights.Lines(vectors.Select(sums => sums.Column - matrix.FirstColumn)))
        {
            writer.Write($"§CacheLine.Prefetch(ref {matrix.Reference}, {Expressions.Sum(row, line * CacheLine.Floats)});");
        }
    }

    /// <summary>One row of weights, times a value of every row of values.</summary>
    private void EmitTerm(
        IReadOnlyList<SumVector> vectors, TermSource source, WeightRows matrix, int k, string index, int term, string scope)
    {
        if (vectors.Count == 0)
        {
            return;
        }

        if (rows > 1)
        {
            EmitSharedTerm(vectors, source, matrix, k, index, $"At{k}{scope}");
            return;
        }

        string name = $"{source.Name}At{k}{scope}";
        string value = source.Four is null ? vector.Create(source.Element(0, index)) : OfFour(source, k, index, scope);
        if (vectors.Count > 1)
        {
            writer.Write($"{vector.Type} {name} = {value};");
            value = name;
        }

        EmitVectorTerm(vectors, value, matrix, k, term, name);
    }

    /// <summary>One of four values that are loaded together, in every lane.</summary>
    private string OfFour(TermSource source, int k, string index, string scope)
    {
        int lane = k % DirectionBody.Four;
        string name = $"{source.Name}From{k - lane}{scope}";
        if (lane == 0)
        {
            writer.Write($"{vector.Type} {name} = {source.Four!(index)};");
        }

        return $"§LaneBroadcast.Lane{lane}({name})";
    }

    private void EmitSharedTerm(IReadOnlyList<SumVector> vectors, TermSource source, WeightRows matrix, int k, string index, string scope)
    {
        IReadOnlyList<string> factors = Factors(vectors, matrix, k, source.Name + scope);
        for (int v = 0; v < vectors.Count; v++)
        {
            writer.Write($"{vector.Type} w{source.Name}{v}{scope} = {factors[v]};");
        }

        for (int row = 0; row < rows; row++)
        {
            string value = $"{source.Name}Of{row}{scope}";
            writer.Write($"{vector.Type} {value} = {vector.Create(source.Element(row, index))};");
            for (int v = 0; v < vectors.Count; v++)
            {
                Add(NameOfRow(vectors[v], row), $"w{source.Name}{v}{scope}", value);
            }
        }
    }

    private void Add(string sum, string weight, string value) => writer.Write($"{sum} = {vector.MultiplyAdd(weight, value, sum)};");
}
