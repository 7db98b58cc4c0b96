namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>Layers for the tests of the reference.</summary>
internal static class ReferenceLayers
{
    /// <summary>The cells by name.</summary>
    public static TheoryData<string> Cells() => ["tanh", "relu", "sigmoid", "lstm", "gru", "gru reset before"];

    /// <summary>The functions that a cell may have.</summary>
    public static TheoryData<LayerActivation> CellFunctions() =>
        [.. Enum.GetValues<LayerActivation>().Where(function => function != LayerActivation.Softmax)];

    public static TheoryData<LayerActivation> Functions() => [.. Enum.GetValues<LayerActivation>()];

    public static DenseReference Output(int size, LayerActivation activation = LayerActivation.Identity) =>
        new(size, 2, activation, "linear");

    public static RecurrentReference Recurrent(string cell, int inputSize, int hiddenSize, int layer = 0, CellVariant? variant = null) =>
        new(Cell(cell, inputSize, hiddenSize, $"l{layer}", variant));

    public static BidirectionalReference Bidirectional(
        string cell, int inputSize, int hiddenSize, int layer = 0, CellVariant? variant = null,
        DirectionMerge merge = DirectionMerge.Concatenate) =>
        new(
            Cell(cell, inputSize, hiddenSize, $"l{layer}", variant),
            Cell(cell, inputSize, hiddenSize, $"l{layer}_reverse", variant),
            merge);

    private static ReferenceCell Cell(string cell, int inputSize, int hiddenSize, string suffix, CellVariant? variant)
    {
        CellVariant chosen = variant ?? CellVariant.Default;
        return cell switch
        {
            "lstm" => new LstmReference(inputSize, hiddenSize, Name, chosen),
            "gru" => new GruReference(inputSize, hiddenSize, Name, chosen),
            "gru reset before" => new GruResetBeforeReference(inputSize, hiddenSize, Name, chosen),
            _ => new ElmanReference(inputSize, hiddenSize, Enum.Parse<LayerActivation>(cell, ignoreCase: true), Name, chosen),
        };

        string Name(string tensor) => $"rnn.{tensor}_{suffix}";
    }
}
