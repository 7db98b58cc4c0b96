using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Benchmarks.Networks;

/// <summary>The parameters of one recurrent layer and its output layer, in PyTorch's shapes and order of gates.</summary>
internal sealed class CellWeights
{
    private CellWeights(CellKind cell, int inputSize, int hiddenSize, int outputSize, Func<string, int, float[]> values)
    {
        int rows = (int)cell * hiddenSize;
        Cell = cell;
        InputSize = inputSize;
        HiddenSize = hiddenSize;
        OutputSize = outputSize;
        InputToHidden = values("rnn.weight_ih_l0", rows * inputSize);
        HiddenToHidden = values("rnn.weight_hh_l0", rows * hiddenSize);
        InputBias = values("rnn.bias_ih_l0", rows);
        HiddenBias = values("rnn.bias_hh_l0", rows);
        HiddenToOutput = values("linear.weight", outputSize * hiddenSize);
        OutputBias = values("linear.bias", outputSize);
    }

    public CellKind Cell { get; }

    public int InputSize { get; }

    public int HiddenSize { get; }

    public int OutputSize { get; }

    /// <summary>[G·H, nIn]</summary>
    public float[] InputToHidden { get; }

    /// <summary>[G·H, H]</summary>
    public float[] HiddenToHidden { get; }

    /// <summary>[G·H]</summary>
    public float[] InputBias { get; }

    /// <summary>[G·H], zeros where it is merged into <see cref="InputBias"/>.</summary>
    public float[] HiddenBias { get; }

    /// <summary>[nOut, H]</summary>
    public float[] HiddenToOutput { get; }

    /// <summary>[nOut]</summary>
    public float[] OutputBias { get; }

    /// <summary>Multiplications with a weight in one step.</summary>
    public int MultiplyAdds => InputToHidden.Length + HiddenToHidden.Length + HiddenToOutput.Length;

    /// <summary>Every parameter that a step reads.</summary>
    public int Count => MultiplyAdds + InputBias.Length + OutputBias.Length + (Cell == CellKind.Gru ? HiddenSize : 0);

    /// <summary>The parameters of a generated network, as its tensors name them.</summary>
    public static CellWeights Of<TNetwork>(TNetwork network)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        Dictionary<string, ParameterTensor> tensors = TNetwork.Tensors.ToDictionary(tensor => tensor.Name);
        int hiddenSize = tensors["rnn.weight_hh_l0"].Columns!.Value;
        return new CellWeights(
            (CellKind)(tensors["rnn.weight_hh_l0"].Rows / hiddenSize),
            tensors["rnn.weight_ih_l0"].Columns!.Value,
            hiddenSize,
            tensors["linear.weight"].Rows,
            (name, count) =>
            {
                // A bias of which only the last rows are kept apart, or none, is zero elsewhere.
                float[] values = new float[count];
                if (tensors.TryGetValue(name, out ParameterTensor? tensor))
                {
                    tensor.CopyTo(network.Parameters, values.AsSpan(count - tensor.Count));
                }

                return values;
            });
    }

    /// <summary>Uniform weights within ±1/√H.</summary>
    public static CellWeights Random(CellKind cell, int inputSize, int hiddenSize, int outputSize, int seed)
    {
        var random = new SeededRandom(seed);
        float bound = 1 / MathF.Sqrt(hiddenSize);
        return new CellWeights(cell, inputSize, hiddenSize, outputSize, (name, count) =>
        {
            float[] values = new float[count];
            for (int i = 0; i < count; i++)
            {
                values[i] = bound * (float)((2 * random.NextDouble()) - 1);
            }

            return values;
        });
    }
}
