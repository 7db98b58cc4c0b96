namespace UnrolledRnn.Formats;

/// <summary>
/// A running model with its state, whatever file it came from. One thread at a time; no call allocates, but for those of
/// bidirectional models.
/// </summary>
public interface IRecurrentModel
{
    /// <summary>What the file holds.</summary>
    ModelDescription Description { get; }

    /// <summary>Features per time step, nIn.</summary>
    int InputSize { get; }

    /// <summary>Outputs per time step, nOut.</summary>
    int OutputSize { get; }

    /// <summary>Samples in a second that the model was trained for, or null where the file does not say.</summary>
    double? SampleRate { get; }

    /// <summary>
    /// The state, each vector of it padded to 16 floats: to be saved, and set again. The same model has the same layout whatever runs it.
    /// </summary>
    Span<float> State { get; }

    /// <summary>
    /// Sets the state to where a sequence starts: the file's own state or zeros, then as many zeros heard as the format asks for.
    /// </summary>
    void Reset();

    /// <summary>One time step.</summary>
    /// <param name="input">[nIn]</param>
    /// <param name="output">[nOut], overwritten.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    /// <exception cref="NotSupportedException">The model is bidirectional.</exception>
    void Step(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>One time step of a model that reads tokens.</summary>
    /// <param name="token">From 0 to nIn - 1.</param>
    /// <param name="output">[nOut], overwritten.</param>
    /// <exception cref="ArgumentException">The span has another length, or the token is out of range.</exception>
    /// <exception cref="NotSupportedException">The model is bidirectional, or has no embedding.</exception>
    void Step(int token, Span<float> output);

    /// <summary>A sequence of any length, from where the state stands.</summary>
    /// <param name="inputs">[T, nIn]</param>
    /// <param name="outputs">[T, nOut], or [nOut] where only the last step has an output; overwritten.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    void Forward(ReadOnlySpan<float> inputs, Span<float> outputs);
}
