using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Emission.Cells;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Prints what one or two groups of units make of their sums in a step: the activations and the equations of the cell.</summary>
internal sealed class GroupEquations(SourceWriter writer, DirectionPlan layer, DirectionBody body, string activations, HiddenState state)
{
    private readonly CellDefinition _cell = layer.Definition;
    private readonly VectorText _vector = new(body.Lanes);

    /// <summary>Whether h of the step, or what is projected to it, goes to memory of its own before it becomes the state.</summary>
    public bool KeepsNextInMemory => body.LoopedUnits > 0 || layer.Projection is not null;

    /// <summary>What the first phase leaves to the second.</summary>
    public IEnumerable<PhaseValue> LeftByPhase => _cell.ResetHidden is null ? [] : [.. _cell.Carried, _cell.ResetHidden];

    /// <summary>Prints what follows from the sums of one phase, for one group or for two whose activations are computed together.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="unit">The variable that counts units where they are in a loop, or null.</param>
    /// <param name="totalOf">A vector of sums that is complete.</param>
    public void Emit(IReadOnlyList<UnitGroup> groups, int phase, string? unit, Func<SumVector, string> totalOf)
    {
        writer.Comment($"{new KernelComments(layer).Units(groups, unit)}: {CellEmitter.Of(_cell).StepEquations(phase)}");
        if (groups[0].IsPaired)
        {
            EmitHalves(groups[0], phase, totalOf);
        }
        else
        {
            EmitActivations(groups, phase, totalOf);
        }

        foreach (UnitGroup group in body.LoopedUnits > 0 && phase == 1 ? groups : [])
        {
            EmitCarried(group, unit);
        }

        EmitEquations(groups, phase, unit);
        foreach (UnitGroup group in groups)
        {
            EmitStores(group, phase, unit);
        }
    }

    /// <summary>Prints the activated sums: neighbours with the same activation together, where that gains.</summary>
    private void EmitActivations(IReadOnlyList<UnitGroup> groups, int phase, Func<SumVector, string> totalOf)
    {
        Equation[] equations =
        [
            .. groups.SelectMany(group => group.Vectors.Where(sums => sums.Phase == phase).Select((sums, i) => (sums, i)))
                .OrderBy(pair => pair.i)
                .Select(pair => new Equation(
                    $"{_vector.Type} {pair.sums.Name}", totalOf(pair.sums), _cell.Sums[pair.sums.Sums[0]].Activation)),
        ];
        for (int i = 0; i < equations.Length; i++)
        {
            bool hasTwo = body.PairsActivations && i + 1 < equations.Length && equations[i + 1].Function == equations[i].Function;
            if (hasTwo && ActivationText.OfTwo(equations[i], equations[i + 1]) is string pair)
            {
                writer.Write($"({equations[i].Start}, {equations[i + 1].Start}) = {pair};");
                i++;
            }
            else
            {
                writer.Write(ActivationText.Statement(activations, equations[i]));
            }
        }
    }

    /// <summary>Sums of a group that share vectors of twice the width, activated and in vectors of their own.</summary>
    private void EmitHalves(UnitGroup group, int phase, Func<SumVector, string> totalOf)
    {
        string type = state.VectorOf(group).Type;
        foreach (SumVector vector in group.Vectors.Where(vector => vector.Phase == phase))
        {
            GateSum[] sums = [.. vector.Sums.Select(i => _cell.Sums[i])];
            string total = totalOf(vector);
            bool alike = sums.All(sum => sum.Activation == sums[0].Activation);
            string whole = $"{vector.Name}Both";
            writer.Write($"{_vector.Type} {whole} = {(alike ? Apply(sums[0].Activation, total) : total)};");
            for (int i = 0; i < sums.Length; i++)
            {
                string half = sums[i].Gate % 2 == 0 ? $"{whole}.GetLower()" : $"{whole}.GetUpper()";
                writer.Write($"{type} {sums[i].Name}{group.Index} = {(alike ? half : Apply(sums[i].Activation, half))};");
            }
        }
    }

    /// <summary>Prints the equations of the cell: a function that two groups compute, for both together.</summary>
    private void EmitEquations(IReadOnlyList<UnitGroup> groups, int phase, string? unit)
    {
        Equation[][] equations = [.. groups.Select(group => CellEmitter.Of(_cell).StepLines(Text(group, unit), phase).ToArray())];
        for (int i = 0; i < equations[0].Length; i++)
        {
            if (groups.Count == 2 && ActivationText.OfTwo(equations[0][i], equations[1][i]) is string pair)
            {
                writer.Write($"({equations[0][i].Start}, {equations[1][i].Start}) = {pair};");
                continue;
            }

            foreach (Equation[] ofGroup in equations)
            {
                writer.Write(ActivationText.Statement(activations, ofGroup[i]));
            }
        }
    }

    /// <summary>What the loop of the first phase has left for a group.</summary>
    private void EmitCarried(UnitGroup group, string? unit)
    {
        VectorText vector = state.VectorOf(group);
        foreach (PhaseValue value in _cell.Carried)
        {
            writer.Write($"{vector.Type} {value.Symbol}{group.Index} = {vector.Load(value.Memory, Offset(group, unit))};");
        }
    }

    private CellText Text(UnitGroup group, string? unit)
    {
        VectorText vector = state.VectorOf(group);
        return new CellText
        {
            Vector = vector,
            Group = Expressions.Number(group.Index),
            Hidden = state.Before("h", group, unit),
            Cell = state.Before("c", group, unit),
            NewHidden = state.After("h", group),
            NewCell = state.After("c", group),
            Peephole = number => vector.Load("weights", PeepholeOffset(number, group, unit)),
        };
    }

    private void EmitStores(UnitGroup group, int phase, string? unit)
    {
        if (_cell.HasCellState && !state.CellIsLocal)
        {
            state.EmitStore("Cell", group, unit, state.Local("c", group.Index));
        }

        if (KeepsNextInMemory && phase == _cell.Phases - 1)
        {
            writer.Write(VectorText.Store($"h{group.Index}", "next", Offset(group, unit)));
        }
        else if (body.LoopedUnits > 0)
        {
            foreach (PhaseValue value in LeftByPhase.Reverse())
            {
                writer.Write(VectorText.Store($"{value.Symbol}{group.Index}", value.Memory, Offset(group, unit)));
            }
        }
    }

    private string Apply(ActivationFunction? activation, string value) =>
        activation is null ? value : ActivationText.Apply(activations, activation, value);

    /// <summary>Where the weights of a peephole of a group lie.</summary>
    private string PeepholeOffset(int number, UnitGroup group, string? unit)
    {
        GateLayout layout = layer.PeepholeLayout;
        string constant = Expressions.Sum($"Offset.Peephole{layer.Suffix}", layout.IndexOf(number, group.FirstUnit));
        return unit is null ? constant
            : body.RoundsShareBlock ? $"(§nuint)({constant} + {unit})"
            : $"(§nuint)({constant} + ({unit} * {layout.Gates}))";
    }

    private static string Offset(UnitGroup group, string? unit) =>
        unit is null ? Expressions.Number(group.FirstUnit) : $"(§nuint)({Expressions.Sum(unit, group.FirstUnit)})";
}
