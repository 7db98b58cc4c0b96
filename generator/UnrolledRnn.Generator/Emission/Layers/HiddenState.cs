using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Emission.Cells;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Where h and c of a layer are during a step: in local variables from step to step, or in memory.</summary>
internal sealed class HiddenState(SourceWriter writer, DirectionPlan layer, DirectionBody body)
{
    private readonly CellDefinition _cell = layer.Definition;

    /// <summary>Whether h lives in local variables from step to step, and memory sees it at the end only.</summary>
    public bool IsLocal => layer.IsDiagonal && body.HiddenStaysInLocals;

    /// <summary>Whether c does too: where turning h leaves registers for it during the sums.</summary>
    public bool CellIsLocal => IsLocal && !body.TurnsHidden;

    /// <summary>Whether a vector of the new h is known while another one is still computed from the old.</summary>
    public bool NewIsApart => IsLocal && body.Groups.Count() > 1;

    /// <summary>The vectors of h behind a step, where they are local variables.</summary>
    public IReadOnlyList<HiddenVector>? HiddenVectors => body.HiddenStaysInLocals && layer.Projection is null
        ? [.. body.Groups.Select(group => new HiddenVector(Local("h", group.Index), group.FirstUnit, group.Lanes))]
        : null;

    /// <summary>Prints the declaration of what outlives a step.</summary>
    public void EmitStart()
    {
        foreach (UnitGroup group in IsLocal ? body.Groups : [])
        {
            writer.Write($"{VectorOf(group).Type} {Local("h", group.Index)} = {Load("Hidden", group, null)};");
            if (_cell.HasCellState && CellIsLocal)
            {
                writer.Write($"{VectorOf(group).Type} {Local("c", group.Index)} = {Load("Cell", group, null)};");
            }
        }
    }

    /// <summary>Prints the stores of what <see cref="EmitStart"/> has loaded.</summary>
    public void EmitEnd()
    {
        foreach (UnitGroup group in IsLocal ? body.Groups : [])
        {
            EmitStore("Hidden", group, null, Local("h", group.Index));
            if (_cell.HasCellState && CellIsLocal)
            {
                EmitStore("Cell", group, null, Local("c", group.Index));
            }
        }
    }

    /// <summary>A vector of the state before the step, by its symbol.</summary>
    public string Before(string symbol, UnitGroup group, string? unit) =>
        (symbol == "h" && IsLocal) || (symbol == "c" && CellIsLocal)
            ? Local(symbol, group.Index)
            : Load(symbol == "h" ? "Hidden" : "Cell", group, unit);

    /// <summary>The vector of h in which unit XOR p is, from memory in a loop over units.</summary>
    /// <param name="unit">The variable that counts units.</param>
    /// <param name="p">A multiple of the lanes.</param>
    public string LoadHidden(string unit, int p) =>
        new VectorText(body.Lanes).Load("state", $"(§nuint)({layer.Name}.Hidden + {(p == 0 ? unit : $"({unit} ^ {p})")})");

    /// <summary>The variable that takes a vector of the state after the step.</summary>
    public CellText.Target After(string symbol, UnitGroup group) => !IsLocal || (symbol == "c" && !CellIsLocal)
        ? new(Local(symbol, group.Index), VectorOf(group).Type)
        : NewIsApart && symbol == "h" ? new($"{Local(symbol, group.Index)}Next", VectorOf(group).Type)
        : new(Local(symbol, group.Index), Type: null);

    /// <summary>The name of a vector of the state. One that outlives a step has the scope of the method, which all layers share.</summary>
    public string Local(string symbol, int group) => IsLocal ? $"{symbol}{group}{layer.Suffix}" : $"{symbol}{group}";

    /// <summary>Prints the store of a vector of the state.</summary>
    public void EmitStore(string part, UnitGroup group, string? unit, string value) => writer.Write(body.StoresStateByHalves
        ? $"§HalfLines.Store({value}, ref state, {Offset(part, group, unit)});"
        : VectorText.Store(value, "state", Offset(part, group, unit)));

    /// <summary>The vectors that hold one value for each unit of a group.</summary>
    public VectorText VectorOf(UnitGroup group) => new(group.IsPaired ? VectorWidth.Bits256 : body.Lanes);

    private string Load(string part, UnitGroup group, string? unit) => body.StoresStateByHalves
        ? $"§HalfLines.Load(ref state, {Offset(part, group, unit)})"
        : VectorOf(group).Load("state", Offset(part, group, unit));

    private string Offset(string part, UnitGroup group, string? unit)
    {
        string constant = Expressions.Sum($"{layer.Name}.{part}", group.FirstUnit);
        return unit is null ? constant : $"(§nuint)({constant} + {unit})";
    }
}
