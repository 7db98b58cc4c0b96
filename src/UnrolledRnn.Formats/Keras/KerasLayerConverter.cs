namespace UnrolledRnn.Formats;

/// <summary>Makes layers of a description from the layers of a Keras model.</summary>
/// <param name="weights">Their weights.</param>
/// <param name="isLegacy">Whether Keras 2 saved the model.</param>
internal sealed class KerasLayerConverter(IKerasWeights weights, bool isLegacy)
{
    /// <summary>Sizes beyond it are no network.</summary>
    public const int MaxSize = 1 << 24;

    /// <summary>The slopes of files were floats of 32 bits.</summary>
    private const double SlopeTolerance = 1e-7;

    private const double LeakySlope = 0.01;

    /// <summary>What a layer is here, or null where it does nothing once a model is trained.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputSize">Values that it reads; null of a first layer whose weights are to tell.</param>
    public ModelLayer? Convert(KerasLayer layer, int? inputSize)
    {
        switch (layer.ClassName)
        {
            case "Dropout" or "SpatialDropout1D" or "AlphaDropout" or "GaussianDropout" or "GaussianNoise":
            case "ActivityRegularization" or "Identity":
                return null;
            case "Dense":
                return Dense(layer, inputSize, "");
            case "TimeDistributed":
                KerasLayer inner = layer.Inner("layer");
                return inner.ClassName == "Dense" ? Dense(inner, inputSize, "layer")
                    : KerasLayerKinds.IsActivation(inner.ClassName) ? Convert(inner, inputSize)
                    : throw layer.Problem($"applies a {inner.ClassName} at each step, expected a Dense");
            case "Embedding":
                return Embedding(layer);
            case "SimpleRNN" or "LSTM" or "GRU" or "Bidirectional":
                return KerasRecurrent.Convert(layer, inputSize, weights, isLegacy);
            default:
                return KerasLayerKinds.IsActivation(layer.ClassName)
                    ? Activation(layer, inputSize)
                    : throw layer.Problem("is of a class that no network here has");
        }
    }

    private ModelLayer Dense(KerasLayer layer, int? inputSize, string part)
    {
        IReadOnlyList<ModelTensor> tensors = weights.Of(layer, part);
        var shape = new DenseLayerShape(
            inputSize ?? KerasTensors.Rows(layer, tensors),
            layer.Config.Integer("units", 1, MaxSize),
            KerasActivation.Of(layer, "activation", isLegacy))
        {
            Bias = layer.Config.Flag("use_bias", otherwise: true),
        };
        KerasTensors.Check(layer, KerasLayout.DenseNeeds(shape.InputSize, shape.OutputSize, shape.Bias), tensors);
        return KerasLayout.Dense(shape, tensors);
    }

    private ModelLayer Embedding(KerasLayer layer)
    {
        var shape = new EmbeddingLayerShape(layer.Config.Integer("input_dim", 1, MaxSize), layer.Config.Integer("output_dim", 1, MaxSize));
        IReadOnlyList<ModelTensor> tensors = weights.Of(layer, "");
        KerasTensors.Check(layer, [new("embeddings", [shape.InputSize, shape.OutputSize])], tensors);
        return new ModelLayer(shape, new Dictionary<string, ModelTensor> { ["weight"] = tensors[0] });
    }

    private ModelLayer? Activation(KerasLayer layer, int? inputSize)
    {
        LayerActivation function = layer.ClassName switch
        {
            "Activation" => KerasActivation.Of(layer, "activation", isLegacy),
            "ReLU" => Relu(layer),
            "LeakyReLU" => Leaky(layer, layer.Config.Has("negative_slope") ? "negative_slope" : "alpha"),
            "ELU" => layer.Config.Number("alpha", otherwise: 1) == 1
                ? LayerActivation.Elu
                : throw layer.Problem($"has alpha {layer.Config.Number("alpha")}, expected 1"),
            _ => Softmax(layer),
        };
        return function == LayerActivation.Identity ? null
            : inputSize is int size ? new ModelLayer(new ActivationLayerShape(size, function))
            : throw layer.Problem("is the first layer, and the file does not say how many values the model reads");
    }

    private static LayerActivation Relu(KerasLayer layer)
    {
        if (layer.Config.Has("max_value") || layer.Config.Number("threshold", otherwise: 0) != 0)
        {
            throw layer.Problem("has a max_value or threshold, expected none");
        }

        return layer.Config.Number("negative_slope", otherwise: 0) == 0 ? LayerActivation.Relu : Leaky(layer, "negative_slope");
    }

    private static LayerActivation Leaky(KerasLayer layer, string option)
    {
        double slope = layer.Config.Number(option);
        return Math.Abs(slope - LeakySlope) <= SlopeTolerance
            ? LayerActivation.LeakyRelu
            : throw layer.Problem(FormattableString.Invariant($"has the {option} {slope}, expected {LeakySlope}"));
    }

    private static LayerActivation Softmax(KerasLayer layer) => KerasLayerKinds.IsLastAxis(layer)
        ? LayerActivation.Softmax
        : throw layer.Problem("is over another axis than the last");
}
