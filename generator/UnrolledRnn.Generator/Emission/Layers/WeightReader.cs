using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>
/// How vectors of a row of weights are read: as they are, or from the narrow copy, in whose words two neighbouring cache lines of floats
/// lie side by side, the first in the low halves.
/// </summary>
internal sealed class WeightReader(SourceWriter writer, VectorText vector, Storage storage)
{
    /// <summary>Whether the kernels read a narrow copy.</summary>
    public bool IsNarrow => storage != Storage.Float32;

    /// <summary>The type of what a row is made of.</summary>
    public string Element => IsNarrow ? "uint" : "float";

    /// <summary>Some vectors of one row, as expressions; prints what they share first.</summary>
    /// <param name="matrix">The reference in which the row lies.</param>
    /// <param name="rowOffset">The offset of the row.</param>
    /// <param name="name">The start of the names of what they share.</param>
    /// <param name="columns">Where each vector begins in the row.</param>
    public IReadOnlyList<string> Row(string matrix, string rowOffset, string name, IEnumerable<int> columns)
    {
        if (!IsNarrow)
        {
            return [.. columns.Select(column => vector.Load(matrix, Expressions.Sum(rowOffset, column)))];
        }

        HashSet<int> loaded = [];
        List<string> expressions = [];
        foreach (int column in columns)
        {
            int line = column / CacheLine.Floats;
            int word = (line / 2 * CacheLine.Floats) + (column % CacheLine.Floats);
            string words = $"{name}Pair{word}";
            if (loaded.Add(word))
            {
                writer.Write($"{vector.Api}<uint> {words} = {vector.Load(matrix, Expressions.Sum(rowOffset, word))};");
            }

            expressions.Add(Widened(words, isLow: line % 2 == 0));
        }

        return expressions;
    }

    /// <summary>The cache lines of a row in which some vectors lie.</summary>
    /// <param name="columns">Where each vector begins in the row.</param>
    public IEnumerable<int> Lines(IEnumerable<int> columns) =>
        columns.Select(column => column / CacheLine.Floats / (IsNarrow ? 2 : 1)).Distinct();

    /// <summary>
    /// The floats in one half of each word, as an expression: a call for every multiply-add would be more than the JIT inlines. A half
    /// shifted right by 3 below its sign is a float that is 2^112 times too small.
    /// </summary>
    private string Widened(string words, bool isLow) => (storage, isLow) switch
    {
        (Storage.BFloat16, true) => $"({words} << 16).AsSingle()",
        (Storage.BFloat16, false) => $"({words} & {vector.Create("0xFFFF0000u")}).AsSingle()",
        (_, true) => $"((({words} << 16).AsInt32() >> 3).AsUInt32() & {vector.Create("§NarrowWeights.HalfMask")}).AsSingle() * {vector.Create("§NarrowWeights.HalfScale")}",
        _ => $"(({words}.AsInt32() >> 3).AsUInt32() & {vector.Create("§NarrowWeights.HalfMask")}).AsSingle() * {vector.Create("§NarrowWeights.HalfScale")}",
    };
}
