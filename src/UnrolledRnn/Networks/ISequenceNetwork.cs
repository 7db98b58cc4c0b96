namespace UnrolledRnn;

/// <summary>
/// What every generated network offers to library code, without reflection: its parameters, and training on whole
/// sequences. Sizes: T time steps, B sequences, nIn inputs, nOut outputs; a state is <see cref="NetworkShape.StateSize"/>
/// floats, zeros at the start of a sequence. Application code uses the typed members of the generated class instead.
/// </summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
public interface ISequenceNetwork<TSelf>
    where TSelf : class, ISequenceNetwork<TSelf>
{
    /// <summary>The declared sizes and functions.</summary>
    static abstract NetworkShape Shape { get; }

    /// <summary>The parameter tensors, in the order of the buffer.</summary>
    static abstract ParameterTensors Tensors { get; }

    /// <summary>Creates a network with parameters drawn from a seed.</summary>
    /// <param name="seed">The same seed gives the same parameters on every machine.</param>
    static abstract TSelf Create(int seed);

    /// <summary>Creates a network whose parameters are all zero, to be set from elsewhere.</summary>
    static abstract TSelf CreateEmpty();

    /// <summary>Creates a tape for training.</summary>
    /// <param name="batchSize">Sequences processed together, B; at least 1.</param>
    static abstract TrainingTape CreateTape(int batchSize);

    /// <summary>Creates zeroed gradients.</summary>
    static abstract ParameterGradients CreateGradients();

    /// <summary>Every parameter in one buffer in the order of the kernels; padding is zero and must stay so.</summary>
    Span<float> Parameters { get; }

    /// <summary>Copies the state in which a sequence starts unless one is given: zeros, or what the network has learned.</summary>
    /// <param name="state">[StateSize], overwritten.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    void CopyInitialState(Span<float> state)
    {
        CompilerServices.Throw.IfLengthDiffers(state.Length, TSelf.Shape.StateSize, nameof(state));
        state.Clear();
    }

    /// <summary>A batch of sequences, recorded for <see cref="Backward"/>.</summary>
    /// <param name="inputs">[T, B, nIn]</param>
    /// <param name="outputs">[T, B, nOut], or [B, nOut] where only the last step has an output; overwritten.</param>
    /// <param name="tape">A tape of this class, overwritten.</param>
    /// <param name="states">
    /// [B, StateSize]: the initial states, replaced by the final ones; or empty for the network's initial state.
    /// </param>
    /// <exception cref="ArgumentException">A span has another length, or the tape is of another class.</exception>
    void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, TrainingTape tape, Span<float> states = default);

    /// <summary>Back-propagation through time over the sequences on a tape.</summary>
    /// <param name="outputGradients">The gradient of the loss by the outputs, in their shape.</param>
    /// <param name="tape">A tape that a forward pass has recorded; only its scratch memory changes.</param>
    /// <param name="gradients">Gradients by the parameters, of any network of this class; this pass adds to them.</param>
    /// <param name="inputGradients">[T, B, nIn], overwritten; or empty where they are not wanted.</param>
    /// <param name="initialStateGradients">[B, StateSize], overwritten; or empty where they are not wanted.</param>
    /// <param name="finalStateGradients">[B, StateSize], what later chunks of the sequences pass back; or empty for zeros.</param>
    /// <exception cref="ArgumentException">A span has another length, or an object is of another class.</exception>
    /// <exception cref="InvalidOperationException">The tape is empty, or another network has recorded on it.</exception>
    void Backward(
        ReadOnlySpan<float> outputGradients,
        TrainingTape tape,
        ParameterGradients gradients,
        Span<float> inputGradients = default,
        Span<float> initialStateGradients = default,
        ReadOnlySpan<float> finalStateGradients = default);
}
