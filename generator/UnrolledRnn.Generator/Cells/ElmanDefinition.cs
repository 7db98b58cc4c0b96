using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Cells;

/// <summary>The Elman cell, h = g(a).</summary>
internal sealed class ElmanDefinition(RecurrentSpec layer) : CellDefinition
{
    public ActivationFunction Function => layer.CellActivation;

    public override IReadOnlyList<string> Equations(string before) =>
        [$"h_t = {Function.Of($"W_ih x_t + W_hh h_{{{before}}}{(layer.HasBias ? " + b_h" : "")}")}"];

    public override IReadOnlyList<string> Gates { get; } = ["h"];

    public override IReadOnlyList<GateSum> Sums { get; } = [new("a", 0, Activation: null)];

    public override IReadOnlyList<ActivationFunction> ChainedActivations => [Function];

    public override IReadOnlyList<ActivationFunction> Activations => [Function];
}
