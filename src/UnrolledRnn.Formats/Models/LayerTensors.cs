namespace UnrolledRnn.Formats;

/// <summary>The tensors that each kind of layer has.</summary>
internal static class LayerTensors
{
    /// <summary>What follows the names of the way back.</summary>
    public const string Reverse = "_reverse";

    /// <summary>The directions of a recurrent layer, as suffixes of names.</summary>
    public static IReadOnlyList<string> Directions(RecurrentLayerShape shape) => shape.Bidirectional ? ["", Reverse] : [""];

    /// <summary>Gates of a cell.</summary>
    public static int Gates(RnnCell cell) => cell switch
    {
        RnnCell.Lstm => 4,
        RnnCell.Gru or RnnCell.GruResetBefore => 3,
        _ => 1,
    };

    /// <summary>Values of h of a recurrent layer.</summary>
    public static int StateSize(RecurrentLayerShape shape) => shape.ProjectionSize > 0 ? shape.ProjectionSize : shape.HiddenSize;

    /// <summary>Whether a name is that of an initial state.</summary>
    public static bool IsInitialState(string name) =>
        name.StartsWith("h_0", StringComparison.Ordinal) || name.StartsWith("c_0", StringComparison.Ordinal);

    /// <summary>The tensors of a layer.</summary>
    public static IEnumerable<TensorNeed> Of(LayerShape layer) => layer switch
    {
        EmbeddingLayerShape embedding => [new("weight", [embedding.InputSize, embedding.OutputSize])],
        DenseLayerShape dense => Dense(dense),
        RecurrentLayerShape recurrent => Directions(recurrent).SelectMany(direction => Recurrent(recurrent, direction)),
        _ => [],
    };

    private static IEnumerable<TensorNeed> Dense(DenseLayerShape dense)
    {
        if (!dense.IsTied)
        {
            yield return new("weight", [dense.OutputSize, dense.InputSize]);
        }

        if (dense.Bias)
        {
            yield return new("bias", [dense.OutputSize]);
        }
    }

    private static IEnumerable<TensorNeed> Recurrent(RecurrentLayerShape shape, string direction)
    {
        int rows = Gates(shape.Cell) * shape.HiddenSize;
        int state = StateSize(shape);
        yield return new($"weight_ih{direction}", [rows, shape.InputSize]);
        yield return new($"weight_hh{direction}", [rows, state]);
        if (shape.Bias)
        {
            yield return new($"bias_ih{direction}", [rows]);
            yield return new($"bias_hh{direction}", [rows], Optional: true);
        }

        if (shape.Peepholes)
        {
            yield return new($"peephole{direction}", [3 * shape.HiddenSize]);
        }

        if (shape.ProjectionSize > 0)
        {
            yield return new($"weight_hr{direction}", [shape.ProjectionSize, shape.HiddenSize]);
        }

        yield return new($"h_0{direction}", [state], Optional: true);
        if (shape.Cell == RnnCell.Lstm)
        {
            yield return new($"c_0{direction}", [shape.HiddenSize], Optional: true);
        }
    }
}
