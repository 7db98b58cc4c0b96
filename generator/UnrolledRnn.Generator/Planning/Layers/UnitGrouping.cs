using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Cuts the units of a layer into groups of as many as a vector has lanes, with the vectors of their sums.</summary>
internal static class UnitGrouping
{
    /// <summary>All groups in the order of the units; where 512 bits meet the narrow block, two sums share a vector.</summary>
    public static IEnumerable<UnitGroup> Groups(GateLayout layout, CellDefinition cell, VectorWidth lanes, int partialSums, int inputSize)
    {
        int index = 0;
        int wideLanes = lanes.Lanes;
        for (int unit = 0; unit < layout.WideUnits; unit += wideLanes, index++)
        {
            yield return Group(
                index, unit, wideLanes, isPaired: false, cell.Sums.Select((sum, i) => Vector([i], layout.IndexOf(sum.Gate, unit))));
        }

        if (!layout.HasNarrowBlock)
        {
            yield break;
        }

        int first = layout.WideUnits;
        if (wideLanes > GateLayout.NarrowBlock)
        {
            yield return Group(
                index, first, GateLayout.NarrowBlock, isPaired: true,
                Pairs(cell).Select(pair => Vector(pair, layout.IndexOf(cell.Sums[pair[0]].Gate, first))));
            yield break;
        }

        for (int unit = first; unit < first + GateLayout.NarrowBlock; unit += wideLanes, index++)
        {
            yield return Group(
                index, unit, wideLanes, isPaired: false, cell.Sums.Select((sum, i) => Vector([i], layout.IndexOf(sum.Gate, unit))));
        }

        UnitGroup Group(int number, int unit, int count, bool isPaired, IEnumerable<SumVector> vectors) => new()
        {
            Index = number,
            FirstUnit = unit,
            Lanes = count,
            IsPaired = isPaired,
            Vectors = new EquatableArray<SumVector>(vectors.Select(vector => vector with { Name = vector.Name + number })),
        };

        SumVector Vector(int[] sums, int column)
        {
            GateSum first = cell.Sums[sums[0]];
            return new SumVector
            {
                Name = string.Concat(sums.Select(sum => cell.Sums[sum].Name)),
                Sums = new EquatableArray<int>(sums),
                Column = column,
                FromInput = first.FromInput,
                FromHidden = first.FromHidden,
                HiddenBias = first.HiddenBias,
                Phase = first.Phase,
                PartialSums = first.FromHidden || inputSize > 8 ? partialSums : 1,
            };
        }
    }

    /// <summary>Sums that share a vector of twice the width: those of gates 2p and 2p + 1, where the same terms go into both.</summary>
    private static IEnumerable<int[]> Pairs(CellDefinition cell)
    {
        foreach (IGrouping<int, int> line in Enumerable.Range(0, cell.Sums.Count).GroupBy(i => cell.Sums[i].Gate / 2))
        {
            int[] ordered = [.. line.OrderBy(i => cell.Sums[i].Gate)];
            bool alike = ordered.Length == 2 && cell.Sums[ordered[0]].Gate % 2 == 0 && cell.Sums[ordered[1]].Gate % 2 == 1
                && cell.Sums[ordered[0]] with { Name = "", Gate = 0, Activation = null }
                    == cell.Sums[ordered[1]] with { Name = "", Gate = 0, Activation = null };
            if (alike)
            {
                yield return ordered;
                continue;
            }

            foreach (int sum in ordered)
            {
                yield return [sum];
            }
        }
    }
}
