using System.ComponentModel;

namespace UnrolledRnn.Formats;

/// <summary>
/// The code that runs a model: a class of the application, one compiled at run time, or loops over the runtime's kernels. All lay a
/// state out alike, so that one can take over from another between two steps. A runner has scratch memory: one thread at a time.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public abstract class NetworkRunner
{
    private protected NetworkRunner(string kind, int stateSize)
    {
        Kind = kind;
        StateSize = stateSize;
    }

    /// <summary>What runs: the name of a class, or <c>plain</c>.</summary>
    public string Kind { get; }

    /// <summary>Floats of a state, each vector of it padded to 16.</summary>
    public int StateSize { get; }

    /// <summary>One time step.</summary>
    /// <param name="input">[nIn]</param>
    /// <param name="output">[nOut], overwritten.</param>
    /// <param name="state">[StateSize], moved on by one step.</param>
    public abstract void Step(ReadOnlySpan<float> input, Span<float> output, Span<float> state);

    /// <summary>One time step of a network that reads tokens.</summary>
    /// <param name="token">From 0 to nIn - 1.</param>
    /// <param name="output">[nOut], overwritten.</param>
    /// <param name="state">[StateSize], moved on by one step.</param>
    public abstract void Step(int token, Span<float> output, Span<float> state);

    /// <summary>A sequence of any length.</summary>
    /// <param name="inputs">[T, nIn]</param>
    /// <param name="outputs">[T, nOut], or [nOut] where only the last step has an output; overwritten.</param>
    /// <param name="state">[StateSize], moved on by T steps.</param>
    public abstract void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> state);

    /// <summary>Calls everything once, on values of no importance, so that no later call waits for the JIT.</summary>
    internal void Warmup(ModelDescription model)
    {
        const int Steps = 65;
        float[] state = new float[StateSize];
        float[] inputs = new float[Steps * model.InputSize];
        float[] outputs = new float[Steps * model.OutputSize];
        if (!model.IsBidirectional)
        {
            Step(inputs.AsSpan(0, model.InputSize), outputs.AsSpan(0, model.OutputSize), state);
            if (model.TakesTokens)
            {
                Step(0, outputs.AsSpan(0, model.OutputSize), state);
            }
        }

        Forward(inputs, model.Outputs == SequenceOutputs.EveryStep ? outputs : outputs.AsSpan(0, model.OutputSize), state);
    }
}
