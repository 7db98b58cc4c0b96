using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>What the comments above a kernel of a recurrent layer say: how it computes the layer, and how its locals are named.</summary>
internal sealed class KernelPlanText(DirectionPlan layer)
{
    private readonly CellDefinition _cell = layer.Definition;
    private readonly KernelComments _comments = new(layer);

    /// <summary>How a kernel computes a step, and what the names of its locals mean; a paragraph each.</summary>
    /// <param name="body">How the width of the kernel computes it.</param>
    /// <param name="input">What the layer reads.</param>
    /// <param name="storage">How weights are stored.</param>
    /// <param name="isInLoop">Whether the step is in a loop over time steps.</param>
    public IEnumerable<string> StepPlan(DirectionBody body, LayerInput input, Storage storage, bool isInLoop)
    {
        yield return Groups(body);
        yield return SumNames(body);
        if (input.Sums is not null)
        {
            yield return $"{input.Sums} are {(layer.Spec.HasBias ? "b_h + " : "")}W_ih x of the step, made before the loop over the steps.";
        }

        IEnumerable<string> hidden = layer.IsDiagonal ? Diagonals(body) : Broadcasts(body, input);
        foreach (string line in hidden.Concat(Memory(body, isInLoop)).Concat(Narrow(storage)))
        {
            yield return line;
        }
    }

    /// <summary>The same for one step of several streams.</summary>
    /// <param name="body">How the width of the kernel computes it.</param>
    /// <param name="streams">How many streams.</param>
    /// <param name="input">What the layer reads.</param>
    /// <param name="storage">How weights are stored.</param>
    public IEnumerable<string> TilePlan(DirectionBody body, int streams, LayerInput input, Storage storage)
    {
        TilePlan tile = body.Tile!;
        string gate = _cell.Sums[0].Name;
        yield return $"{layer.Name} for {streams} streams with vectors of {body.Width}: {NumberOfGroup(tile.LoopedUnits > 0, tile.RoundPanels, tile.Panels)}";
        string cell = _cell.Sums[0].Activation is null ? $"{gate}0Of1 is that sum again" : $"{gate}0Of1 is {gate} itself";
        yield return $"{gate}0S1 is the sum {(_cell.Sums[0].Activation is null ? gate : $"behind {gate}")} of group 0 for stream 1 of {streams}, counted from 0; {cell}.{Pairs(tile.RoundPanels.Concat(tile.Panels), "S1")}";
        yield return input.IsToken
            ? "row1 is the row of W_ih for the token of stream 1. In the loops over k, wh0At0 is the first vector of row k of W_hh, and hOf1At0 value k of h of stream 1, in every lane."
            : "In the loops over k, wx0At0 is the first vector of row k of W_ih, and xOf1At0 value k of x of stream 1, in every lane; wh0At0 and hOf1At0 are the same of W_hh and h.";
        yield return "next keeps h of the step until no unit reads that of the step before.";
        foreach (string line in Narrow(storage))
        {
            yield return line;
        }
    }

    private string Groups(DirectionBody body) => NumberOfGroup(body.LoopedUnits > 0, body.RoundPanels, body.Panels);

    private string NumberOfGroup(bool isLooped, IEnumerable<PanelPlan> round, IEnumerable<PanelPlan> rest)
    {
        string state = layer.IsDiagonal && !isLooped ? layer.Suffix : "";
        List<UnitGroup> looped = isLooped ? [.. round.SelectMany(panel => panel.Groups)] : [];
        List<UnitGroup> written = [.. rest.SelectMany(panel => panel.Groups)];
        UnitGroup start = isLooped ? looped[0] : written[0];
        int first = start.Index;
        List<string> other =
        [
            .. Others(looped.Where(group => group != start), "j"),
            .. Others(written.Where(group => group != start), null),
        ];
        List<string> names = [.. _cell.Sums.Select(sum => $"{sum.Name}{first}")];
        if (_cell.HasCellState)
        {
            names.Add($"c{first}{state}");
        }

        names.Add($"h{first}{state}");
        string others = other.Count == 0 ? "" : $"; with other numbers: {string.Join(", ", other)}";
        return $"{Listed(names)} are of {_comments.Units([start], isLooped ? "j" : null)}{others}.";
    }

    private string SumNames(DirectionBody body)
    {
        IReadOnlyList<UnitGroup> groups = [.. body.AllPanels.SelectMany(panel => panel.Groups)];
        SumVector first = groups[0].Vectors[0];
        GateSum sum = _cell.Sums[first.Sums[0]];
        string name = $"{sum.Name}{groups[0].Index}";
        string behind = sum.Activation is null ? $"the sum {name}" : $"the sum behind {name}";
        string parts = first.PartialSums == 1
            ? $"{SumPrinter.Name(first, 0)} is {behind}."
            : $"{SumPrinter.Name(first, 0)} {(first.PartialSums == 2 ? "and" : "to")} {SumPrinter.Name(first, first.PartialSums - 1)} are parts of {behind}, which take its terms in turns and do not wait for each other.";
        return $"{parts}{Apart()}{Pairs(body.AllPanels, "_0")}";
    }

    /// <summary>Sums that are not what their name says at once.</summary>
    private string Apart() => string.Concat(
        _cell.HasHiddenBias ? " nx and nh are the sums of n over x and over h, which the reset gate keeps apart." : "",
        _cell.Peepholes.Count > 0 ? " i, f and o are sums, and gateI, gateF and gateO the gates that see c too." : "");

    /// <summary>Two sums in one vector.</summary>
    private string Pairs(IEnumerable<PanelPlan> panels, string end)
    {
        if (panels.SelectMany(panel => panel.Groups).FirstOrDefault(group => group.IsPaired) is not UnitGroup paired)
        {
            return "";
        }

        string index = Expressions.Number(paired.Index);
        IEnumerable<string> pairs = paired.Vectors.Where(vector => vector.Sums.Count == 2).Select(vector =>
            $"{vector.Name}{end} has {_cell.Sums[vector.Sums[0]].Name}{index} in its lower half and {_cell.Sums[vector.Sums[1]].Name}{index} in its upper half");
        string whole = end == "_0" ? $"; {paired.Vectors[0].Name}Both is the whole vector" : "";
        return $" {string.Join(", ", pairs)}{whole}.";
    }

    private IEnumerable<string> Diagonals(DirectionBody body)
    {
        if (layer.HiddenTerms == 1)
        {
            yield break;
        }

        string permuted = _cell.ResetHidden is PhaseValue reset ? $"h or {reset.Symbol}" : "h";
        int sums = body.AllPanels.First().Groups[0].Vectors.Count(vector => vector.FromHidden && vector.Phase == 0);
        string name = body.VectorsPerPass == 1 ? "hBy1, hBy2 and so on"
            : body.TurnsHidden ? "h0Turned and h0Crossed, which begins with the halves of h0 exchanged, turned on from term to term"
            : sums == 1 ? "by LaneExchange"
            : "hBy1, hBy2 and so on; in later passes over the terms hBy1In2 and so on";
        string place = body.HiddenStaysInLocals ? "h stays in registers: row" : "Row";
        yield return $"{place} p of W_hh is a diagonal, W_hh[u, u XOR p] for every unit u, and meets {permuted} with u XOR p in the place of u ({name}).{Crossed(body)}";
    }

    /// <summary>Where a vector of h comes from in a loop over units.</summary>
    private static string Crossed(DirectionBody body)
    {
        int lanes = body.Lanes.Lanes;
        return body.HiddenStaysInLocals ? ""
            : $" hBy{lanes} is the vector of h that has unit j XOR {lanes}, hBy{lanes + 1} that one permuted.";
    }

    private IEnumerable<string> Broadcasts(DirectionBody body, LayerInput input)
    {
        bool readsInput = !input.IsToken && input.Sums is null && layer.InputSize > 1;
        bool inputIsLooped = readsInput && body.LoopedTerms(layer.InputSize, body.InputTermsPerRound) > 0;
        bool hiddenIsLooped = body.LoopedTerms(layer.StateSize, body.HiddenTermsPerRound) > 0;
        string x = readsInput ? $"{Broadcast("x", inputIsLooped, body.InputTermsPerRound, layer.InputSize)} and " : "";
        string h = Broadcast("h", hiddenIsLooped, body.HiddenTermsPerRound, layer.StateSize);
        string reset = _cell.ResetHidden is PhaseValue value ? $" (of {value.Symbol} in the second product)" : "";
        string rows = inputIsLooped || hiddenIsLooped
            ? $"In a loop over k, rows is row k of {(inputIsLooped ? "W_ih or W_hh" : "W_hh")}; "
            : "";
        string passes = body.AllPanels.Count() * _cell.Phases > 1
            ? " In later passes over the terms, these names end in In2 and so on."
            : "";
        string fours = body.LoadsInFours(layer.StateSize, body.HiddenTermsPerRound) && layer.StateSize >= DirectionBody.Four
            ? $" hFrom0 has values {(hiddenIsLooped ? "k to k + 3" : "0 to 3")} of h, twice."
            : "";
        string ahead = body.RowsAhead > 0 ? $" The caches are asked for the rows of a panel {body.RowsAhead} rows ahead." : "";
        yield return $"{rows}{x}{h}{reset}, in every lane.{fours}{passes}{ahead}";
    }

    private static string Broadcast(string symbol, bool isLooped, int perRound, int count)
    {
        int number = Math.Min(1, (isLooped ? perRound : count) - 1);
        string index = isLooped ? Expressions.Sum("k", number) : Expressions.Number(number);
        return $"{symbol}At{number} is value {index} of {symbol}";
    }

    private IEnumerable<string> Memory(DirectionBody body, bool isInLoop)
    {
        bool isLooped = body.LoopedUnits > 0;
        if (_cell.ResetHidden is PhaseValue reset && !layer.IsDiagonal)
        {
            yield return isLooped
                ? $"{string.Join(" and ", _cell.Carried.Prepend(reset).Select(value => $"{value.Memory} holds {value.Symbol}"))} for the second loop over the units."
                : $"{reset.Memory} holds {reset.Symbol}, whose values are broadcast from there.";
        }

        if (isLooped || layer.Projection is not null)
        {
            yield return layer.Projection is null
                ? "next keeps h of the step until no unit reads h of the step before."
                : "h0 and next are m of the step, which W_hr then projects to h.";
        }

        if (layer.Layout.HasPanels && isLooped)
        {
            yield return $"panelHh begins the rows of W_hh for the {body.RoundUnits} units of a round, which lie together.";
        }

        if (isInLoop && layer.AlternatesPanels && isLooped)
        {
            yield return "Every second step goes through the units backwards: it begins with the weights that the step before has used last.";
        }
    }

    /// <summary>What the numbers of groups stand for; many groups of as many units each in one phrase.</summary>
    private IEnumerable<string> Others(IEnumerable<UnitGroup> groups, string? unit)
    {
        foreach (IGrouping<int, UnitGroup> lanes in groups.GroupBy(group => group.Lanes))
        {
            UnitGroup[] alike = [.. lanes];
            if (alike.Length > 2)
            {
                yield return $"{alike[0].Index}-{alike[alike.Length - 1].Index} for {lanes.Key} each of {_comments.Units(alike, unit)}";
                continue;
            }

            foreach (UnitGroup group in alike)
            {
                yield return $"{group.Index} for {_comments.Units([group], unit)}";
            }
        }
    }

    private static IEnumerable<string> Narrow(Storage storage)
    {
        if (storage != Storage.Float32)
        {
            yield return "narrow holds W_ih and W_hh in 16 bits: a vector whose name has Pair in it has floats of a row in the low halves of its words, and those 16 columns further on in the high ones.";
        }
    }

    private static string Listed(List<string> items) => items.Count == 1
        ? items[0]
        : $"{string.Join(", ", items.Take(items.Count - 1))} and {items[items.Count - 1]}";
}
