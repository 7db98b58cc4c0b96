using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Tests.Planning;

/// <summary>Specs of networks, as parsing makes them.</summary>
internal static class Specs
{
    /// <summary>Layers between an input and an output layer.</summary>
    public static NetworkSpec Network(int inputSize, int outputSize, int sequenceLength, params IEnumerable<LayerSpec> layers) => new()
    {
        Target = new TargetType { Name = "Net", Namespace = "", HintName = "Net" },
        InputSize = inputSize,
        Layers = new([.. layers, new DenseSpec { Size = outputSize, Activation = ActivationFunction.Identity, IsOutput = true }]),
        SequenceLength = sequenceLength,
    };

    /// <summary>A recurrent layer with the usual options.</summary>
    public static RecurrentSpec Recurrent(Cell cell, int hiddenSize, bool bidirectional = false) =>
        new() { Cell = cell, HiddenSize = hiddenSize, Bidirectional = bidirectional, CellActivation = RecurrentSpec.FunctionOf(cell) };
}
