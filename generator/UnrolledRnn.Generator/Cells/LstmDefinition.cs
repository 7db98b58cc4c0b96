using System.Globalization;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Cells;

/// <summary>The LSTM, gates in PyTorch's order i, f, g, o.</summary>
internal sealed class LstmDefinition(RecurrentSpec layer) : CellDefinition
{
    /// <summary>The function of i, f and o.</summary>
    public ActivationFunction Gate => layer.GateActivation;

    /// <summary>The function of g and of c.</summary>
    public ActivationFunction Function => layer.CellActivation;

    /// <summary>The magnitude to which c is limited, or 0.</summary>
    public float Clip => layer.CellClip;

    public bool HasPeepholes => layer.HasPeepholes;

    public bool IsProjected => layer.ProjectionSize > 0;

    public override IReadOnlyList<string> Equations(string before)
    {
        string sums = $"W_ih x_t + W_hh h_{{{before}}}{(layer.HasBias ? " + b" : "")}";
        string peephole = HasPeepholes ? $" + p ⊙ c_{{{before}}} (o: c_t)" : "";
        string cell = $"f ⊙ c_{{{before}}} + i ⊙ g";
        string limit = Clip.ToString("R", CultureInfo.InvariantCulture);
        string output = $"o ⊙ {Function.Of("c_t")}";
        return
        [
            $"i, f, o = {Gate.Of(sums + peephole)}, g = {Function.Of(sums)}, each with its own rows",
            $"c_t = {(Clip > 0 ? $"clip({cell}, -{limit}, {limit})" : cell)}",
            $"h_t = {(IsProjected ? $"W_hr ({output})" : output)}",
        ];
    }

    public override IReadOnlyList<string> Gates { get; } = ["i", "f", "g", "o"];

    // o comes last: it is not needed before tanh(c) is known. Gates that see c are activated in the equations.
    public override IReadOnlyList<GateSum> Sums =>
    [
        new("i", 0, AtOnce),
        new("f", 1, AtOnce),
        new("g", 2, Function),
        new("o", 3, AtOnce),
    ];

    public override bool HasCellState => true;

    public override int? ForgetGate => 1;

    public override IReadOnlyList<string> Peepholes => HasPeepholes ? ["i", "f", "o"] : [];

    public override IReadOnlyList<ActivationFunction> ChainedActivations => HasPeepholes ? [Gate, Gate] : [Gate, Function];

    public override IReadOnlyList<ActivationFunction> Activations => [Gate, Gate, Gate, Function, Function];

    private ActivationFunction? AtOnce => HasPeepholes ? null : Gate;
}
