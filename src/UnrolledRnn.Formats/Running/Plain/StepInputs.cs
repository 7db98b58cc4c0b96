namespace UnrolledRnn.Formats;

/// <summary>The values that a layer may read: those of the network's input and of every layer in front, at one step or at all.</summary>
internal readonly ref struct StepInputs
{
    private readonly ReadOnlySpan<float> _inputs;
    private readonly float[][] _values;
    private readonly int[] _sizes;
    private readonly int _first;

    /// <summary>All steps of a sequence.</summary>
    /// <param name="inputs">[T, nIn]</param>
    /// <param name="values">[T, size] of each layer, of which those in front are set.</param>
    /// <param name="sizes">The size of the input, then of each layer.</param>
    /// <param name="steps">T.</param>
    /// <param name="layer">The layer that reads.</param>
    /// <param name="token">The token that stands for a one-hot input, or -1.</param>
    public StepInputs(ReadOnlySpan<float> inputs, float[][] values, int[] sizes, int steps, int layer, int token = -1)
        : this(inputs, values, sizes, steps, layer, token, first: 0)
    {
    }

    private StepInputs(ReadOnlySpan<float> inputs, float[][] values, int[] sizes, int steps, int layer, int token, int first)
    {
        _inputs = inputs;
        _values = values;
        _sizes = sizes;
        _first = first;
        Steps = steps;
        Layer = layer;
        Token = layer == 0 ? token : -1;
    }

    public int Steps { get; }

    /// <summary>The layer that reads, from 0.</summary>
    public int Layer { get; }

    /// <summary>The token that stands for a one-hot vector, or -1.</summary>
    public int Token { get; }

    /// <summary>What the layer above gives.</summary>
    public ReadOnlySpan<float> Above => From(Layer);

    /// <summary>What an earlier layer gives, counted from 1; 0 is the input.</summary>
    public ReadOnlySpan<float> From(int place)
    {
        int size = _sizes[place];
        return (place == 0 ? _inputs : _values[place - 1]).Slice(_first * size, Steps * size);
    }

    /// <summary>One step of several.</summary>
    public StepInputs At(int t) => new(_inputs, _values, _sizes, steps: 1, Layer, Token, _first + t);
}
