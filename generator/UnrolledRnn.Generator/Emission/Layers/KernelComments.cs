using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>
/// What the comments of a recurrent layer say above a block in a kernel: which units and which part of the equations it computes.
/// </summary>
internal sealed class KernelComments(DirectionPlan layer)
{
    /// <summary>The units of neighbouring groups.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="unit">The variable that counts units where they are in a loop, or null.</param>
    public string Units(IEnumerable<UnitGroup> groups, string? unit)
    {
        int first = groups.Min(group => group.FirstUnit);
        int last = groups.Max(group => group.FirstUnit + group.Lanes) - 1;
        if (unit is not null)
        {
            return $"units {Expressions.Sum(unit, first)} to {Expressions.Sum(unit, last)}";
        }

        last = Math.Min(last, layer.HiddenSize - 1);
        return first == last ? $"unit {first}" : $"units {first}-{last}";
    }

    /// <summary>What the vectors of sums of a step are the sums of.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="input">What the layer reads.</param>
    /// <param name="multiplied">What W_hh multiplies.</param>
    public string Sums(IEnumerable<SumVector> vectors, LayerInput input, string multiplied) => string.Join("; ", vectors
        .GroupBy(sums => (Equation: Equation(sums, input.Sums is null ? input.Product : null, input.Sums, multiplied), sums.PartialSums))
        .Select(alike =>
            $"{alike.Key.Equation} in {(alike.Key.PartialSums == 1 ? "" : "parts ")}{string.Join(", ", alike.Select(PartNames))}"));

    /// <summary>What the vectors of sums of several rows of values are the sums of.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="input">What the layer reads.</param>
    public string SumsOfRows(IEnumerable<SumVector> vectors, LayerInput input) => string.Join("; ", vectors
        .GroupBy(sums => Equation(sums, input.Product, null, "h"))
        .Select(alike => $"{alike.Key} in {string.Join(", ", alike.Select(sums => $"{sums.Name}S*"))}"));

    /// <summary>The same where x alone is summed.</summary>
    public string InputSumsOfRows(IEnumerable<SumVector> vectors) =>
        $"{Equation(vectors.First() with { FromHidden = false }, "W_ih x", null, "h")} in {string.Join(", ", vectors.Select(sums => $"{sums.Name}S*"))}";

    /// <summary>The names of the parts of a vector of sums.</summary>
    public static string PartNames(SumVector sums) => sums.PartialSums == 1 ? SumPrinter.Name(sums, 0) : $"{sums.Name}_*";

    private string Equation(SumVector sums, string? product, string? known, string multiplied)
    {
        List<string> terms = [];
        if (known is not null && sums.FromInput)
        {
            terms.Add(known);
        }
        else if (layer.Spec.HasBias)
        {
            terms.Add(sums.HiddenBias ? "b_hn" : "b_h");
        }

        if (sums.FromInput && product is not null)
        {
            terms.Add(product);
        }

        if (sums.FromHidden)
        {
            terms.Add($"W_hh {multiplied}");
        }

        return string.Join(" + ", terms);
    }
}
