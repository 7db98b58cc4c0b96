using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Emission.Cells;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Prints what a group of units makes of its sums in a step: the activations and the equations of the cell.</summary>
internal sealed class GroupEquations(SourceWriter writer, DirectionPlan layer, DirectionBody body, string activations, HiddenState state)
{
    private readonly CellDefinition _cell = layer.Definition;
    private readonly VectorText _vector = new(body.Lanes);

    /// <summary>Whether h of the step, or what is projected to it, goes to memory of its own before it becomes the state.</summary>
    public bool KeepsNextInMemory => body.LoopedUnits > 0 || layer.Projection is not null;

    /// <summary>What the first phase leaves to the second.</summary>
    public IEnumerable<PhaseValue> LeftByPhase => _cell.ResetHidden is null ? [] : [.. _cell.Carried, _cell.ResetHidden];

    /// <summary>Prints the sums that have an activation of their own, and the halves of paired vectors.</summary>
    public void EmitActivations(UnitGroup group, int phase, Func<SumVector, string> totalOf)
    {
        foreach (SumVector vector in group.Vectors.Where(vector => vector.Phase == phase))
        {
            GateSum[] sums = [.. vector.Sums.Select(i => _cell.Sums[i])];
            string total = totalOf(vector);
            bool alike = sums.All(sum => sum.Activation == sums[0].Activation);
            if (!group.IsPaired)
            {
                writer.Write($"{_vector.Type} {vector.Name} = {Apply(sums[0].Activation, total)};");
                continue;
            }

            string type = state.VectorOf(group).Type;
            string whole = $"{vector.Name}Both";
            writer.Write($"{_vector.Type} {whole} = {(alike ? Apply(sums[0].Activation, total) : total)};");
            for (int i = 0; i < sums.Length; i++)
            {
                string half = sums[i].Gate % 2 == 0 ? $"{whole}.GetLower()" : $"{whole}.GetUpper()";
                writer.Write($"{type} {sums[i].Name}{group.Index} = {(alike ? half : Apply(sums[i].Activation, half))};");
            }
        }
    }

    /// <summary>Says what follows for a group of units.</summary>
    public void EmitComment(UnitGroup group, int phase, string? unit) =>
        writer.Comment($"{new KernelComments(layer).Units([group], unit)}: {CellEmitter.Of(_cell).StepEquations(phase)}");

    /// <summary>Prints the equations of one phase.</summary>
    public void Emit(UnitGroup group, int phase, string? unit)
    {
        bool looped = body.LoopedUnits > 0;
        VectorText vector = state.VectorOf(group);
        if (looped && phase == 1)
        {
            foreach (PhaseValue value in _cell.Carried)
            {
                writer.Write($"{vector.Type} {value.Symbol}{group.Index} = {vector.Load(value.Memory, Offset(group, unit))};");
            }
        }

        var text = new CellText
        {
            Vector = vector,
            Activations = activations,
            Group = Expressions.Number(group.Index),
            Hidden = state.Before("h", group, unit),
            Cell = state.Before("c", group, unit),
            NewHidden = state.After("h", group),
            NewCell = state.After("c", group),
            Peephole = number => vector.Load("weights", PeepholeOffset(number, group, unit)),
        };
        foreach (string line in CellEmitter.Of(_cell).StepLines(text, phase))
        {
            writer.Write(line);
        }

        EmitStores(group, phase, unit);
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
        return unit is null ? constant : $"(§nuint)({constant} + ({unit} * {layout.Gates}))";
    }

    private static string Offset(UnitGroup group, string? unit) =>
        unit is null ? Expressions.Number(group.FirstUnit) : $"(§nuint)({Expressions.Sum(unit, group.FirstUnit)})";
}
