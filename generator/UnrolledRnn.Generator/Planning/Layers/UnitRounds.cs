using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Decides whether a width loops over the units of a recurrent layer, and how many of them are in a round.</summary>
internal static class UnitRounds
{
    /// <summary>Beyond this many groups of units, they are looped over.</summary>
    private const int MaxStraightLineGroups = 12;

    /// <summary>The groups of units in one round of the loop; 0 where all of them are written out.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="layer">The layer, without its bodies.</param>
    /// <param name="width">The width of the kernel.</param>
    /// <param name="groups">All groups of the layer.</param>
    /// <param name="groupsPerPanel">Groups that are summed together.</param>
    public static int GroupsOf(
        NetworkSpec spec, DirectionPlan layer, VectorWidth width, IReadOnlyList<UnitGroup> groups, int groupsPerPanel)
    {
        GateLayout layout = layer.Layout;
        int groupsPerBlock = GateLayout.WideBlock / groups[0].Lanes;
        if (layout.HasPanels)
        {
            // A panel of the weights, of which narrower vectors take a part at a time.
            return layout.PanelUnits / GateLayout.WideBlock * groupsPerBlock;
        }

        int hiddenProducts = layer.HiddenTerms * groups.Sum(group => group.Vectors.Count(vector => vector.FromHidden));
        bool isLong = layout.Gates > 1 && hiddenProducts > width.StraightLineProducts;
        if (layer.IsDiagonal)
        {
            // What a second product multiplies stays in registers.
            return isLong && layer.Definition.Phases == 1 ? 1 : 0;
        }

        // A whole number of blocks, and of pairs of cache lines where a narrow copy of the weights joins those.
        int round = Math.Max(groupsPerBlock, groupsPerPanel / groupsPerBlock * groupsPerBlock);
        if (spec.HasNarrowWeights && round / groupsPerBlock * layout.Gates % 2 != 0)
        {
            round += groupsPerBlock;
        }

        bool hasRounds = layout.WideUnits >= 2 * round / groupsPerBlock * GateLayout.WideBlock;
        return groups.Count > Math.Max(MaxStraightLineGroups, groupsPerPanel) || (isLong && hasRounds) ? round : 0;
    }
}
