namespace UnrolledRnn.Formats;

/// <summary>Keras's functions by name.</summary>
internal static class KerasActivation
{
    /// <summary>The function that an option of a layer names.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="option">The option, such as <c>recurrent_activation</c>.</param>
    /// <param name="isLegacy">Whether Keras 2 or 1 saved the model, whose hard sigmoid is another.</param>
    public static LayerActivation Of(KerasLayer layer, string option, bool isLegacy)
    {
        string name = layer.Config.Value[option] switch
        {
            JsonText text => text.Value,
            JsonLiteral { Value: null } => "linear",
            JsonObject function when function["class_name"] is JsonText { Value: "function" }
                && function["config"] is JsonText text => text.Value,
            JsonObject other when other["class_name"] is JsonText text => throw layer.Problem($"has a layer {text.Value} as its {option}"),
            null => throw layer.Problem($"has no {option}"),
            JsonValue other => throw layer.Problem($"has {other.Kind} as its {option}, expected the name of a function"),
        };
        return name switch
        {
            "linear" => LayerActivation.Identity,
            "tanh" => LayerActivation.Tanh,
            "sigmoid" => LayerActivation.Sigmoid,
            "relu" => LayerActivation.Relu,
            "softmax" => LayerActivation.Softmax,
            "elu" => LayerActivation.Elu,
            "softplus" => LayerActivation.Softplus,
            "hard_sigmoid" => isLegacy ? LayerActivation.LegacyHardSigmoid : LayerActivation.HardSigmoid,
            "hard_tanh" => LayerActivation.HardTanh,
            _ => throw layer.Problem($"has the {option} '{name}', which is none of the functions of a network here"),
        };
    }

    /// <summary>A function inside of a cell, where each value goes alone.</summary>
    public static LayerActivation InCell(KerasLayer layer, string option, bool isLegacy) => Of(layer, option, isLegacy) switch
    {
        LayerActivation.Softmax => throw layer.Problem($"has the {option} softmax, which no cell here has"),
        LayerActivation function => function,
    };
}
