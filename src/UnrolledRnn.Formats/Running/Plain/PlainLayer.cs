namespace UnrolledRnn.Formats;

/// <summary>A layer of a plain network. It reads the values of the layer above, and may read those of any earlier one.</summary>
internal abstract class PlainLayer
{
    /// <summary>Values it gives at each step.</summary>
    public required int OutputSize { get; init; }

    /// <summary>Where its state begins in that of the network.</summary>
    public int StateOffset { get; init; }

    /// <summary>Floats of its state.</summary>
    public virtual int StateSize => 0;

    /// <summary>One time step.</summary>
    /// <param name="values">Of this step: the input, then what each layer in front gives.</param>
    /// <param name="output">[OutputSize], overwritten.</param>
    /// <param name="state">[StateSize]</param>
    public abstract void Step(in StepInputs values, Span<float> output, Span<float> state);

    /// <summary>A whole sequence; a layer that reads it both ways has one of its own.</summary>
    /// <param name="values">Of all steps: the inputs, then what each layer in front gives.</param>
    /// <param name="outputs">[T, OutputSize], overwritten.</param>
    /// <param name="state">[StateSize]</param>
    public virtual void Forward(in StepInputs values, Span<float> outputs, Span<float> state)
    {
        for (int t = 0; t < values.Steps; t++)
        {
            Step(values.At(t), outputs.Slice(t * OutputSize, OutputSize), state);
        }
    }
}
