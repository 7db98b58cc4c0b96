using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Cells;

/// <summary>The GRU of Keras with reset_after false: the candidate's product is over r ⊙ h, so it follows that of r and z.</summary>
internal sealed class GruResetBeforeDefinition(RecurrentSpec layer) : CellDefinition
{
    /// <summary>The function of r and z.</summary>
    public ActivationFunction Gate => layer.GateActivation;

    /// <summary>The function of n.</summary>
    public ActivationFunction Function => layer.CellActivation;

    public override IReadOnlyList<string> Equations(string before) =>
    [
        $"r, z = {Gate.Of($"W_ih x_t + W_hh h_{{{before}}}{(layer.HasBias ? " + b" : "")}")}, each with its own rows",
        $"n = {Function.Of($"W_in x_t + W_hn (r ⊙ h_{{{before}}}){(layer.HasBias ? " + b_n" : "")}")}",
        $"h_t = (1 - z) ⊙ n + z ⊙ h_{{{before}}}",
    ];

    public override IReadOnlyList<string> Gates { get; } = ["r", "z", "n"];

    public override IReadOnlyList<GateSum> Sums =>
    [
        new("r", 0, Gate),
        new("z", 1, Gate),
        new("n", 2, Function, Phase: 1),
    ];

    public override PhaseValue ResetHidden { get; } = new("s", "reset");

    public override IReadOnlyList<PhaseValue> Carried { get; } = [new("z", "update")];

    public override IReadOnlyList<ActivationFunction> ChainedActivations => [Gate, Function];

    public override IReadOnlyList<ActivationFunction> Activations => [Gate, Gate, Function];

    public override bool KeepsHiddenSums => true;
}
