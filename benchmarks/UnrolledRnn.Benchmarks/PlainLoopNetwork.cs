namespace UnrolledRnn.Benchmarks;

/// <summary>What a developer writes first: plain loops over a row-major matrix for each layer.</summary>
internal sealed class PlainLoopNetwork
{
    private readonly int _inputSize;
    private readonly int _hiddenSize;
    private readonly float[][] _parameters;
    private readonly float[] _next;

    private PlainLoopNetwork(NetworkShape shape, float[][] parameters)
    {
        _inputSize = shape.InputSize;
        _hiddenSize = shape.HiddenSize;
        _parameters = parameters;
        _next = new float[shape.HiddenSize];
    }

    /// <summary>Takes the parameters of a generated network.</summary>
    public static PlainLoopNetwork Of<TNetwork>(TNetwork network)
        where TNetwork : class, IRecurrentNetwork<TNetwork> => new(TNetwork.Shape, [.. TNetwork.Tensors.Select(tensor =>
        {
            float[] values = new float[tensor.Count];
            tensor.CopyTo(network.Parameters, values);
            return values;
        })]);

    /// <summary>One time step.</summary>
    public void Step(ReadOnlySpan<float> input, Span<float> output, Span<float> hidden)
    {
        for (int i = 0; i < _hiddenSize; i++)
        {
            float a = _parameters[2][i];
            for (int k = 0; k < _inputSize; k++)
            {
                a += _parameters[0][(i * _inputSize) + k] * input[k];
            }

            for (int k = 0; k < _hiddenSize; k++)
            {
                a += _parameters[1][(i * _hiddenSize) + k] * hidden[k];
            }

            _next[i] = MathF.Tanh(a);
        }

        _next.CopyTo(hidden);
        for (int i = 0; i < output.Length; i++)
        {
            float o = _parameters[4][i];
            for (int k = 0; k < _hiddenSize; k++)
            {
                o += _parameters[3][(i * _hiddenSize) + k] * hidden[k];
            }

            output[i] = o;
        }
    }
}
