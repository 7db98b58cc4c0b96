namespace UnrolledRnn.Formats;

/// <summary>SimpleRNN, LSTM and GRU of Keras, in one direction or both.</summary>
internal static class KerasRecurrent
{
    /// <summary>Makes the layer.</summary>
    /// <param name="layer">The layer, or the wrapper of both directions.</param>
    /// <param name="inputSize">Values that it reads; null where its weights are to tell.</param>
    /// <param name="weights">The weights of all layers.</param>
    /// <param name="isLegacy">Whether Keras 2 saved the model.</param>
    public static ModelLayer Convert(KerasLayer layer, int? inputSize, IKerasWeights weights, bool isLegacy)
    {
        if (layer.ClassName != "Bidirectional")
        {
            IReadOnlyList<ModelTensor> tensors = weights.Of(layer, "cell");
            RecurrentLayerShape shape = Shape(layer, inputSize ?? KerasTensors.Rows(layer, tensors), isLegacy, isBackward: false);
            KerasTensors.Check(layer, KerasLayout.RecurrentNeeds(shape), tensors);
            return new ModelLayer(shape, new Dictionary<string, ModelTensor>(KerasLayout.Recurrent(shape, tensors)));
        }

        IReadOnlyList<ModelTensor> both = weights.Of(layer, "forward_layer/cell", "backward_layer/cell");
        int size = inputSize ?? KerasTensors.Rows(layer, both);
        RecurrentLayerShape forward = Shape(layer.Inner("layer"), size, isLegacy, isBackward: false);
        if (layer.Config.Has("backward_layer") && Shape(layer.Inner("backward_layer"), size, isLegacy, isBackward: true) != forward)
        {
            throw layer.Problem("has a backward_layer that differs from its forward layer");
        }

        IReadOnlyList<TensorNeed> needs = KerasLayout.RecurrentNeeds(forward);
        KerasTensors.Check(layer, [.. needs, .. needs], both);
        DirectionMerge merge = Merge(layer);
        RecurrentLayerShape joined = forward with
        {
            Bidirectional = true,
            Merge = merge,
            OutputSize = merge == DirectionMerge.Concatenate ? 2 * forward.HiddenSize : forward.HiddenSize,
        };
        return new ModelLayer(joined, new Dictionary<string, ModelTensor>(
            KerasLayout.Recurrent(forward, [.. both.Take(needs.Count)])
                .Concat(KerasLayout.Recurrent(forward, [.. both.Skip(needs.Count)], LayerTensors.Reverse))));
    }

    /// <summary>Whether a layer returns what it computes at every step, or at the last only.</summary>
    public static bool ReturnsSequences(KerasLayer layer) =>
        (layer.ClassName == "Bidirectional" ? layer.Inner("layer") : layer).Config.Flag("return_sequences", otherwise: false);

    private static RecurrentLayerShape Shape(KerasLayer layer, int inputSize, bool isLegacy, bool isBackward)
    {
        if (layer.Config.Flag("go_backwards", otherwise: false) != isBackward)
        {
            throw layer.Problem(isBackward
                ? "has a backward_layer that goes forwards"
                : "has go_backwards: it reads sequences from their end, which only a Bidirectional does here");
        }

        int units = layer.Config.Integer("units", 1, KerasLayerConverter.MaxSize);
        LayerActivation activation = KerasActivation.InCell(layer, "activation", isLegacy);
        RnnCell cell = layer.ClassName switch
        {
            "LSTM" => RnnCell.Lstm,
            "GRU" => layer.Config.Flag("reset_after", otherwise: false) ? RnnCell.Gru : RnnCell.GruResetBefore,
            "SimpleRNN" => activation switch
            {
                LayerActivation.Relu => RnnCell.Relu,
                LayerActivation.Sigmoid => RnnCell.Sigmoid,
                _ => RnnCell.Tanh,
            },
            _ => throw layer.Problem($"wraps a {layer.ClassName}, expected a SimpleRNN, LSTM or GRU"),
        };
        return new RecurrentLayerShape(cell, inputSize, units, units)
        {
            Bias = layer.Config.Flag("use_bias", otherwise: true),
            CellActivation = activation,
            GateActivation = layer.ClassName == "SimpleRNN"
                ? LayerActivation.Sigmoid
                : KerasActivation.InCell(layer, "recurrent_activation", isLegacy),
        };
    }

    private static DirectionMerge Merge(KerasLayer layer) => layer.Config.Value["merge_mode"] switch
    {
        JsonText { Value: "concat" } => DirectionMerge.Concatenate,
        JsonText { Value: "sum" } => DirectionMerge.Sum,
        JsonText { Value: "ave" } => DirectionMerge.Mean,
        JsonText { Value: "mul" } => DirectionMerge.Product,
        JsonText other => throw layer.Problem($"has the merge_mode '{other.Value}', expected concat, sum, ave or mul"),
        _ => throw layer.Problem("has no merge_mode: its directions stay apart, which no network here does"),
    };
}
