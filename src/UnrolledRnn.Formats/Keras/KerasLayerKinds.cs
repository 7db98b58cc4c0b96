namespace UnrolledRnn.Formats;

/// <summary>What can be told of a layer by its class.</summary>
internal static class KerasLayerKinds
{
    /// <summary>Whether it is a function without weights.</summary>
    public static bool IsActivation(string className) => className is "Activation" or "ReLU" or "LeakyReLU" or "ELU" or "Softmax";

    /// <summary>Whether it reads a whole sequence.</summary>
    public static bool IsRecurrent(string className) => className is "SimpleRNN" or "LSTM" or "GRU" or "Bidirectional";

    /// <summary>Whether a layer with an axis works on that of the features.</summary>
    public static bool IsLastAxis(KerasLayer layer) => layer.Config.Value["axis"] switch
    {
        null or JsonNumber { Value: -1 or 2 } or JsonNumbers { Values: [-1 or 2] } => true,
        _ => false,
    };
}
