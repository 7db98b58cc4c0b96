using System.Text.RegularExpressions;

namespace UnrolledRnn.Generator.Contract;

/// <summary>The names that an emitted network takes in its class.</summary>
internal static class EmittedMembers
{
    /// <summary>Names whatever the options: a network that changes an option should not meet a new collision.</summary>
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "InputSize", "HiddenSize", "OutputSize", "SequenceLength", "ParameterCount", "StateSize",
        "Parameters", "WeightFront", "BiasFront", "WeightHo", "BiasO", "Load", "Save", "Step", "StepMany", "Forward", "Backward", "Warmup",
        "State", "Tape", "Gradients", "Offset", "_parameters", "Unset", "Shape", "Tensors", "DeclaredTensors", "DeclaredShape",
        "Initialize",
        "StepCore", "ForwardCore", "TileCore", "TileStreams", "CheckSequence", "ForwardThroughLayers", "ForwardOutputs", "BackwardOutputs",
        "BackwardThroughLayers", "ForwardBehind", "BackwardBehind", "ClearGradients", "Classes",
        "BackwardInputs", "AsState", "AsStates", "Own", "Front", "ForwardFront", "BackwardFront", "Output",
        "WeightEmbedding", "Embedding", "ForwardEmbedding", "BackwardEmbedding", "InitialState",
        "ModelWeights", "ModelSampleRate", "_narrow", "Narrow", "MakeNarrow", "NarrowOffset", "InvalidateWeights", "WritableParameters",

        // A method of this name would take the place of the operator in emitted code.
        "nameof",
    };

    /// <summary>Names with the number of a layer, a length or a vector width.</summary>
    private static readonly Regex Numbered = new(
        @"^(Floats\d+|(WeightIh|WeightHh|WeightHr|BiasH|BiasHn|Peephole|InitialHidden|InitialCell|Projection)(L\d+(Reverse)?)?|(Weight|Bias)?Dense\d+|(Forward|Backward|Weights)?(Layer\d+(Reverse)?|Dense\d+|Activation\d+|Skip\d+|Concat\d+)|((Layer\d+|Dense\d+|Front|Output|Embedding)?(Step|Tile|Block)|Forward)(512|256|128))$",
        RegexOptions.CultureInvariant);

    /// <summary>Whether a member of this name would collide.</summary>
    public static bool Contains(string name) => Names.Contains(name) || Numbered.IsMatch(name);
}
