namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>
/// Prints one step of a whole network for one vector width. The surrounding method has the references weights, state and o, and x
/// or the variable token.
/// </summary>
internal interface IStepEmitter
{
    /// <summary>Prints what outlives a step: room for the values between layers, and states in local variables.</summary>
    void EmitStart();

    /// <summary>Prints the step, layer after layer.</summary>
    /// <param name="output">When the step has an output.</param>
    /// <param name="time">The variable that counts the steps of a loop, or null; methods of layers do not ask for it.</param>
    void EmitStep(StepOutput output, string? time = null);

    /// <summary>Prints the step of one stage: a recurrent layer, those in front of it, and for the last stage those behind it.</summary>
    /// <param name="index">Which.</param>
    /// <param name="output">When the step has an output.</param>
    void EmitStage(int index, StepOutput output);

    /// <summary>Prints the stores of what <see cref="EmitStart"/> has loaded.</summary>
    void EmitEnd();

    /// <summary>Prints the output of the state in memory.</summary>
    void EmitOutputOfState();
}
