using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Emission.Text;

namespace UnrolledRnn.Generator.Emission.Cells;

/// <summary>The LSTM.</summary>
internal sealed class LstmEmitter(LstmDefinition cell) : CellEmitter
{
    public override string TapeRecord => "§CellRecord.CellState";

    public override string StepEquations(int phase) => Equations("a", "c", "c", Output);

    public override IEnumerable<Equation> StepLines(CellText text, int phase)
    {
        if (cell.HasPeepholes)
        {
            yield return new(text.Declare("gateI"), text.Vector.MultiplyAdd(text.Peephole(0), text.Cell, text.Name("i")), cell.Gate);
            yield return new(text.Declare("gateF"), text.Vector.MultiplyAdd(text.Peephole(1), text.Cell, text.Name("f")), cell.Gate);
        }

        (string i, string f, string o) = cell.HasPeepholes ? ("gateI", "gateF", "gateO") : ("i", "f", "o");
        string newCell = text.NewCell.Name;
        string sum = text.Vector.MultiplyAdd(text.Name(f), text.Cell, $"{text.Name(i)} * {text.Name("g")}");
        yield return new(text.NewCell.Start, cell.Clip > 0 ? text.Vector.Clamp(sum, Expressions.Float(cell.Clip)) : sum);
        if (cell.HasPeepholes)
        {
            yield return new(text.Declare(o), text.Vector.MultiplyAdd(text.Peephole(2), newCell, text.Name("o")), cell.Gate);
        }

        yield return new(text.NewHidden.Start, newCell, cell.Function, text.Name(o));
    }

    public override string TrainingClass => "§LstmCell";

    public override IEnumerable<string> ForwardEquations(CellTrainingText text) =>
    [
        Sums(text),
        Equations("a_t", $"c_{{{text.Before}}}", "c_t", Output + "_t"),
        .. cell.IsProjected ? ["h_t = W_hr m_t"] : Array.Empty<string>(),
    ];

    public override IEnumerable<string> BackwardEquations(CellTrainingText text) =>
    [
        .. cell.IsProjected ? ["∂L/∂m_t = W_hrᵀ ∂L/∂h_t"] : Array.Empty<string>(),
        $"∂L/∂c_t += ∂L/∂{Output}_t ⊙ o ⊙ {Derivative}{CellThroughOutput}{Clipped}",
        $"∂L/∂a_t from ∂L/∂(i, f, g, o); ∂L/∂c_{{{text.Before}}} = ∂L/∂c_t ⊙ f{CellThroughGates}",
        $"∂L/∂h_{{{text.Before}}} += W_hhᵀ ∂L/∂a_t",
    ];

    public override IEnumerable<string> WeightEquations(CellTrainingText text) =>
    [
        .. base.WeightEquations(text),
        .. cell.HasPeepholes
            ? [$"∂L/∂p = Σ ∂L/∂a_t ⊙ c_{{{text.Before}}} of i and f, Σ ∂L/∂a_t ⊙ c_t of o"]
            : Array.Empty<string>(),
    ];

    /// <summary>What o multiplies the function of c to: h, or m where that is projected to h.</summary>
    private string Output => cell.IsProjected ? "m" : "h";

    private string Derivative => cell.Function.Name == "Tanh" ? "(1 - tanh²(c_t))" : $"{cell.Function.Name}'(c_t)";

    private string CellThroughOutput => cell.HasPeepholes ? " + ∂L/∂a_o ⊙ p_o" : "";

    private string CellThroughGates => cell.HasPeepholes ? " + ∂L/∂a_i ⊙ p_i + ∂L/∂a_f ⊙ p_f" : "";

    private string Clipped => cell.Clip > 0 ? ", and 0 where c_t is at its limit" : "";

    /// <summary>A whole step from the sums, as a comment says it.</summary>
    private string Equations(string sums, string before, string after, string output)
    {
        string candidate = $"g = {cell.Function.Of(sums)}";
        string sum = $"f ⊙ {before} + i ⊙ g";
        string limit = Expressions.Decimal(cell.Clip);
        string cellEquation = $"{after} = {(cell.Clip > 0 ? $"clip({sum}, -{limit}, {limit})" : sum)}";
        string outputEquation = $"{output} = o ⊙ {cell.Function.Of(after)}";
        return cell.HasPeepholes
            ? $"i, f = {Gate(before)}, {candidate}, {cellEquation}, o = {Gate(after)}, {outputEquation}"
            : $"i, f, o = {cell.Gate.Of(sums)}, {candidate}, {cellEquation}, {outputEquation}";

        string Gate(string seen) => cell.Gate.Of($"{sums} + p ⊙ {seen}");
    }
}
