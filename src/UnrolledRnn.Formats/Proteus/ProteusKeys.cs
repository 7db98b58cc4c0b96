namespace UnrolledRnn.Formats;

/// <summary>The names in JSON of NeuralPi, Proteus and other programs that run models of GuitarML.</summary>
internal static class ProteusKeys
{
    public const string Model = "model_data";
    public const string Tensors = "state_dict";
    public const string Kind = "model";
    public const string Recurrent = "SimpleRNN";
    public const string InputSize = "input_size";
    public const string OutputSize = "output_size";
    public const string HiddenSize = "hidden_size";
    public const string LayerCount = "num_layers";
    public const string Cell = "unit_type";
    public const string Skip = "skip";
    public const string OutputBias = "bias_fl";

    /// <summary>The recurrent module of the state dictionary.</summary>
    public const string RecurrentModule = "rec";

    /// <summary>The dense module of the state dictionary.</summary>
    public const string DenseModule = "lin";
}
