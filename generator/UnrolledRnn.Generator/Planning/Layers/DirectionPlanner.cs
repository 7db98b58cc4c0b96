using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Decides how each vector width computes a recurrent layer.</summary>
internal static class DirectionPlanner
{
    /// <summary>With up to this many units, h stays in one register (two of 256 bits).</summary>
    private const int MaxDiagonalUnits = GateLayout.WideBlock;

    /// <summary>Vectors of sums in a pass over the terms, each with four parts, where inputs are many.</summary>
    private const int VectorsBesideInputs = 4;

    /// <summary>Beyond this many multiply-adds in a step, the terms of the sums are looped over.</summary>
    private const int MaxStraightLineProducts = 480;

    public static DirectionPlan Plan(RecurrentSpec declared, LayerContext context, bool isReverse, int stateOffset)
    {
        NetworkSpec spec = context.Spec;
        int number = context.CountInFront<RecurrentSpec>();
        CellDefinition cell = CellDefinition.Of(declared);
        var layout = new GateLayout(declared.HiddenSize, cell.Gates.Count);
        layout = layout with { PanelUnits = WeightCache.PanelUnits(spec, declared, context.InputSize, layout) };
        bool isDiagonal = declared.HiddenSize <= MaxDiagonalUnits && declared.ProjectionSize == 0;
        bool isOnly = spec.Recurrent.Count() == 1 && !declared.Bidirectional;
        string suffix = isOnly ? "" : $"L{number}{(isReverse ? "Reverse" : "")}";
        int partialSums = PartialSums(spec, declared, layout, isDiagonal, context.InputSize);
        var plan = new DirectionPlan
        {
            Layer = number,
            IsReverse = isReverse,
            Suffix = suffix,
            Spec = declared,
            InputSize = context.InputSize,
            Layout = layout,
            IsDiagonal = isDiagonal,
            AlternatesPanels = WeightCache.AlternatesPanels(spec, declared, layout),
            InputHasPanels = layout.HasPanels && !context.IsFirst,
            HiddenOffset = stateOffset,
            CellOffset = stateOffset + (int)CacheLine.Padded(declared.StateSize),
            Projection = declared.ProjectionSize == 0 ? null : PlanProjection(declared, context, suffix),
            Bodies = default,
            TileStreams = cell.Phases == 1
                && declared.ProjectionSize == 0
                && cell.Peepholes.Count == 0
                && CanTile(spec, layout, isDiagonal, partialSums)
                ? VectorWidth.All.Max(width => width.TileRows)
                : 1,
        };
        return plan with
        {
            Bodies = new EquatableArray<DirectionBody>(VectorWidth.All.Select(width => PlanBody(spec, plan, cell, width, partialSums))),
        };
    }

    /// <summary>h = W_hr m is a dense layer within the layer.</summary>
    private static DensePlan PlanProjection(RecurrentSpec declared, LayerContext context, string suffix) => DensePlanner.Plan(
        context, declared.HiddenSize, declared.ProjectionSize, $"Projection{suffix}", ActivationFunction.Identity,
        DensePlanner.Form(declared.HiddenSize, declared.ProjectionSize), torch: "", $"WeightHr{suffix}", bias: null);

    /// <summary>
    /// A fused multiply-add takes 4 cycles and two start in each, so 8 independent sums keep the units busy; few vectors of
    /// sums make up for their number by several sums each. Just 8 of them would wait for each other at every delay; but with one sum
    /// each, several rows of values can share weights that the first cache does not hold.
    /// </summary>
    private static int PartialSums(NetworkSpec spec, RecurrentSpec declared, GateLayout layout, bool isDiagonal, int inputSize)
    {
        int vectors = (layout.Stride + GateLayout.WideBlock - 1) / GateLayout.WideBlock;
        int wanted = isDiagonal || vectors <= 2 ? 4 : vectors < 8 || (vectors == 8 && WeightCache.Holds(spec)) ? 2 : 1;
        int terms = inputSize + declared.StateSize;
        return terms >= wanted ? wanted : terms >= 2 ? 2 : 1;
    }

    private static DirectionBody PlanBody(NetworkSpec spec, DirectionPlan layer, CellDefinition cell, VectorWidth width, int partialSums)
    {
        bool narrowWeights = spec.HasNarrowWeights;
        GateLayout layout = layer.Layout;
        VectorWidth lanes = layout.WideUnits == 0 && width.Lanes > GateLayout.NarrowBlock ? VectorWidth.Bits256 : width;
        List<UnitGroup> groups = [.. UnitGrouping.Groups(layout, cell, lanes, partialSums, layer.InputSize)];
        bool pairsGroups = !layer.IsDiagonal && PairsGroups(cell, lanes, partialSums);
        int groupsPerPanel = layer.IsDiagonal ? 1 : pairsGroups ? 2 : GroupsPerPanel(groups, width.RecurrentSums);
        int roundGroups = UnitRounds.GroupsOf(spec, layer, width, groups, groupsPerPanel);
        if (layout.HasPanels)
        {
            groupsPerPanel = Enumerable.Range(1, groupsPerPanel).Last(count => roundGroups % count == 0);
        }

        if (layer.IsDiagonal && roundGroups > 0)
        {
            // A vector of padding alone stays zero.
            groups.RemoveAll(group => group.FirstUnit >= layout.HiddenSize);
        }

        int wideGroups = groups.Count(group => group.FirstUnit < layout.WideUnits);
        int groupsPerBlock = GateLayout.WideBlock / lanes.Lanes;
        int loopedGroups = roundGroups == 0 ? 0 : wideGroups / roundGroups * roundGroups;
        bool turnsHidden = layer.IsDiagonal
            && cell.Gates.Count > width.VectorsPerPass
            && layer.HiddenTerms + (width.VectorsPerPass * partialSums) > width.Registers;
        bool pairsActivations = width == VectorWidth.Bits256 && spec.Activations == Precision.Accurate;
        int statementsPerTerm = narrowWeights ? 2 : 1;
        long products = groups.Sum(group => group.Vectors.Sum(vector =>
            (vector.FromInput ? (long)layer.InputSize : 0) + (vector.FromHidden ? layer.HiddenTerms : 0)));
        return new DirectionBody
        {
            Width = width,
            Lanes = lanes,
            StraightLineTerms = (layer.IsDiagonal || loopedGroups == 0) && products * statementsPerTerm <= MaxStraightLineProducts,
            InputTermsPerRound = TermsPerRound(spec, layer.InputHasPanels ? layout.PanelStride : layout.Stride, width, partialSums),
            HiddenTermsPerRound = TermsPerRound(spec, layout.PanelStride, width, partialSums),
            LoadsFours = !layer.IsDiagonal && lanes == VectorWidth.Bits256,
            RowsAhead = width.WritesPasses && lanes == VectorWidth.Bits256 ? WeightCache.RowsAhead(spec, layout) : 0,
            StatementsPerTerm = statementsPerTerm,
            VectorsPerPass = turnsHidden || pairsGroups ? cell.Sums.Count
                : layer.IsDiagonal ? VectorsPerPass(layer, width, partialSums)
                : int.MaxValue,
            PartsPerPass = turnsHidden ? Math.Max(1, width.Registers / 2 / cell.Sums.Count) : partialSums,
            StoresStateByHalves = layer.IsDiagonal && lanes == VectorWidth.Bits512,
            TurnsHidden = turnsHidden,
            AddsPartsEarly = pairsGroups
                || (layer.IsDiagonal
                    && groups.Sum(group => group.Vectors.Sum(vector => vector.PartialSums)) + layer.HiddenTerms >= width.Registers),
            PairsActivations = pairsActivations,
            GroupsPerActivation = pairsActivations && groupsPerPanel == 2 ? 2 : 1,
            LoopedUnits = loopedGroups * lanes.Lanes,
            RoundUnits = roundGroups * lanes.Lanes,
            RoundPanels = new EquatableArray<PanelPlan>(Panels(groups.Take(roundGroups), groupsPerPanel)),
            Panels = new EquatableArray<PanelPlan>(Panels(groups.Skip(loopedGroups), groupsPerPanel)),
            Tile = width.WritesPasses && CanTile(spec, layout, layer.IsDiagonal, partialSums)
                ? PlanTile(layout, groups, wideGroups, groupsPerBlock, cell, width.TileRows)
                : null,
        };
    }

    /// <summary>Half as many where 128 bits widen weights: they have the most vectors for a term, and each is several operations.</summary>
    private static int TermsPerRound(NetworkSpec spec, int stride, VectorWidth width, int partialSums)
    {
        int terms = WeightCache.TermsPerRound(spec, stride, partialSums);
        return spec.HasNarrowWeights && !width.WritesPasses ? Math.Max(partialSums, terms / 2) : terms;
    }

    /// <summary>
    /// A layer that reads another one broadcasts its inputs too, once for all vectors of sums: in a pass for each, the JIT would keep all
    /// broadcasts beside all permutations, and spill both.
    /// </summary>
    private static int VectorsPerPass(DirectionPlan layer, VectorWidth width, int partialSums) =>
        width.VectorsPerPass == 1 && layer.InputSize + layer.HiddenTerms + partialSums >= width.Registers
            ? VectorsBesideInputs
            : width.VectorsPerPass;

    /// <summary>
    /// Whether a panel is the two groups of 256 bits that share cache lines, and a pass sums half of their gates: the loads of one group
    /// all meet the same half of a line, which takes longer. A narrow block behind them is a panel of its own. With one sum for each gate,
    /// the more sums of three groups gain more.
    /// </summary>
    private static bool PairsGroups(CellDefinition cell, VectorWidth lanes, int partialSums) =>
        lanes == VectorWidth.Bits256 && cell.Gates.Count > 1 && partialSums == 2;

    /// <summary>All groups if the registers hold their sums, else about equal parts of them.</summary>
    private static int GroupsPerPanel(List<UnitGroup> groups, int maxSums)
    {
        int[] sums = [.. groups.Select(group => group.Vectors.Where(vector => vector.Phase == 0).Sum(vector => vector.PartialSums))];
        int most = sums.Sum() <= maxSums ? groups.Count : Math.Max(1, maxSums / sums.Max());
        int panels = (groups.Count + most - 1) / most;
        return (groups.Count + panels - 1) / panels;
    }

    /// <summary>
    /// Whether several rows of values can share the weights: rounds of one block split the pairs of lines in narrow rows
    /// of an odd number of gates.
    /// </summary>
    private static bool CanTile(NetworkSpec spec, GateLayout layout, bool isDiagonal, int partialSums) =>
        !isDiagonal && partialSums == 1 && (!spec.HasNarrowWeights || layout.Gates % 2 == 0);

    /// <summary>One block of units at a time; for a cell of a single gate, four, so that there are sums enough.</summary>
    private static TilePlan PlanTile(
        GateLayout layout, List<UnitGroup> groups, int wideGroups, int groupsPerBlock, CellDefinition cell, int rows)
    {
        int blocks = cell.Gates.Count == 1 ? 4 : 1;
        int groupsPerPanel = cell.Gates.Count == 1 ? 4 : 1;
        int roundGroups = blocks * groupsPerBlock;
        int looped = wideGroups / roundGroups * roundGroups;
        if (layout.HasPanels)
        {
            // The last panel of the weights has rows of another length.
            int panelGroups = layout.PanelUnits / GateLayout.WideBlock * groupsPerBlock;
            looped = wideGroups / panelGroups * panelGroups;
        }

        return new TilePlan
        {
            Rows = rows,
            LoopedUnits = looped / groupsPerBlock * GateLayout.WideBlock,
            RoundUnits = blocks * GateLayout.WideBlock,
            RoundPanels = new EquatableArray<PanelPlan>(Panels(groups.Take(roundGroups), groupsPerPanel)),
            Panels = new EquatableArray<PanelPlan>(Panels(groups.Skip(looped), groupsPerPanel)),
        };
    }

    private static List<PanelPlan> Panels(IEnumerable<UnitGroup> groups, int groupsPerPanel) =>
    [
        .. groups.Select((group, i) => (group, i)).GroupBy(pair => pair.i / groupsPerPanel, pair => pair.group)
            .Select(panel => new PanelPlan(new EquatableArray<UnitGroup>(panel))),
    ];
}
