using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Cells;

/// <summary>PyTorch's GRU, gates in the order r, z, n; the reset gate acts on the finished product over h.</summary>
internal sealed class GruDefinition(RecurrentSpec layer) : CellDefinition
{
    /// <summary>The function of r and z.</summary>
    public ActivationFunction Gate => layer.GateActivation;

    /// <summary>The function of n.</summary>
    public ActivationFunction Function => layer.CellActivation;

    public override IReadOnlyList<string> Equations(string before)
    {
        string bias = layer.HasBias ? " + b" : "";
        return
        [
            $"r, z = {Gate.Of($"W_ih x_t + W_hh h_{{{before}}}{bias}")}, each with its own rows",
            $"n = {Function.Of(layer.HasBias ? $"W_in x_t + b_in + r ⊙ (W_hn h_{{{before}}} + b_hn)" : $"W_in x_t + r ⊙ (W_hn h_{{{before}}})")}",
            $"h_t = (1 - z) ⊙ n + z ⊙ h_{{{before}}}",
        ];
    }

    public override IReadOnlyList<string> Gates { get; } = ["r", "z", "n"];

    // z comes last: it is not needed before n is known. The sums of n over x and over h meet behind the reset gate.
    public override IReadOnlyList<GateSum> Sums =>
    [
        new("r", 0, Gate),
        new("nh", 2, Activation: null, FromInput: false, HiddenBias: true),
        new("nx", 2, Activation: null, FromHidden: false),
        new("z", 1, Gate),
    ];

    public override bool HasHiddenBias => true;

    public override IReadOnlyList<ActivationFunction> ChainedActivations => [Gate, Function];

    public override IReadOnlyList<ActivationFunction> Activations => [Gate, Gate, Function];

    public override bool KeepsHiddenSums => true;
}
