namespace UnrolledRnn.Generator.Emission;

/// <summary>The names that an emitted network takes in its class.</summary>
internal static class EmittedMembers
{
    /// <summary>Every name, whatever the options: a network that changes an option should not meet a new collision.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "InputSize", "HiddenSize", "OutputSize", "SequenceLength", "ParameterCount", "HiddenStride", "OutputStride", "InputStride",
        "Parameters", "WeightIh", "WeightHh", "BiasH", "WeightHo", "BiasO", "Load", "Save", "Step", "Forward", "Backward",
        "State", "Tape", "Gradients", "HiddenVector", "Offset", "_parameters", "ParameterTensors", "DeclaredShape", "Initialize",
        "StepCore", "Step512", "Step256", "StepAnyWidth", "ForwardCore", "Forward512", "Forward256", "ForwardAnyWidth",
        "CheckSequence", "ForwardThroughTime", "ForwardStep", "ForwardOutputs", "BackwardOutputs", "BackwardThroughTime",
        "BackwardStep", "BackwardParameters", "BackwardInputs", "AsState", "AsStates", "Own",
    ];
}
