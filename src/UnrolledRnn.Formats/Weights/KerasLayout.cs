namespace UnrolledRnn.Formats;

/// <summary>
/// Weights as Keras has them, into PyTorch's layout and back: kernels [inputs, gates · units] and [units, gates · units], whose columns are
/// i, f, c, o of an LSTM and z, r, h of a GRU. RTNeural's files have the same.
/// </summary>
internal static class KerasLayout
{
    /// <summary>z, r, h → r, z, n; and back, which is the same.</summary>
    private static readonly int[] s_gru = [1, 0, 2];

    /// <summary>Biases of a GRU that resets after its recurrent product: of the kernel, then of the recurrent kernel.</summary>
    private const int GruBiases = 2;

    /// <summary>The tensors that Keras has for a dense layer: kernel, and bias if there is one.</summary>
    public static IReadOnlyList<TensorNeed> DenseNeeds(int inputSize, int outputSize, bool bias) => bias
        ? [new("kernel", [inputSize, outputSize]), new("bias", [outputSize])]
        : [new("kernel", [inputSize, outputSize])];

    /// <summary>The tensors that Keras has for one direction of a recurrent layer.</summary>
    public static IReadOnlyList<TensorNeed> RecurrentNeeds(RecurrentLayerShape shape)
    {
        int columns = LayerTensors.Gates(shape.Cell) * shape.HiddenSize;
        List<TensorNeed> needs = [new("kernel", [shape.InputSize, columns]), new("recurrent kernel", [shape.HiddenSize, columns])];
        if (shape.Bias)
        {
            needs.Add(new("bias", shape.Cell == RnnCell.Gru ? [GruBiases, columns] : [columns]));
        }

        return needs;
    }

    /// <summary>What is expected and what is found, where tensors are not those that are needed, in order; null where they are.</summary>
    public static string? Misfit(IReadOnlyList<TensorNeed> needs, IReadOnlyList<ModelTensor> tensors)
    {
        bool fits = needs.Count == tensors.Count;
        for (int i = 0; fits && i < needs.Count; i++)
        {
            fits = needs[i].Shape.SequenceEqual(tensors[i].Shape);
        }

        string expected = List(needs.Select(need => $"{need.Name} {ModelTensor.TextOf(need.Shape)}"));
        return fits ? null : $"{expected}, found {List(tensors.Select(tensor => tensor.ShapeText))}";

        static string List(IEnumerable<string> texts) => string.Join(", ", texts.DefaultIfEmpty("none"));
    }

    /// <summary>A dense layer from tensors of the shapes of <see cref="DenseNeeds"/>.</summary>
    public static ModelLayer Dense(DenseLayerShape shape, IReadOnlyList<ModelTensor> tensors)
    {
        Dictionary<string, ModelTensor> named = new()
        {
            ["weight"] = new(WeightLayout.Transpose(tensors[0].Values, shape.InputSize), shape.OutputSize, shape.InputSize),
        };
        if (shape.Bias)
        {
            named["bias"] = tensors[1];
        }

        return new ModelLayer(shape, named);
    }

    /// <summary>The tensors of one direction, from those of the shapes of <see cref="RecurrentNeeds"/>.</summary>
    public static IEnumerable<KeyValuePair<string, ModelTensor>> Recurrent(
        RecurrentLayerShape shape, IReadOnlyList<ModelTensor> tensors, string suffix = "")
    {
        int rows = LayerTensors.Gates(shape.Cell) * shape.HiddenSize;
        yield return new($"weight_ih{suffix}", new(Rows(shape.Cell, tensors[0].Values, shape.InputSize), rows, shape.InputSize));
        yield return new($"weight_hh{suffix}", new(Rows(shape.Cell, tensors[1].Values, shape.HiddenSize), rows, shape.HiddenSize));
        if (shape.Bias)
        {
            yield return new($"bias_ih{suffix}", new(Rows(shape.Cell, tensors[2].Values[..rows], 1), rows));
        }

        if (shape is { Bias: true, Cell: RnnCell.Gru })
        {
            yield return new($"bias_hh{suffix}", new(Rows(shape.Cell, tensors[2].Values[rows..], 1), rows));
        }
    }

    /// <summary>The tensors of a dense layer as Keras has them, with a bias of zeros where the layer has none.</summary>
    public static IReadOnlyList<ModelTensor> ToKeras(DenseLayerShape shape, IReadOnlyDictionary<string, ModelTensor> tensors) =>
    [
        new(WeightLayout.Transpose(tensors["weight"].Values, shape.OutputSize), shape.InputSize, shape.OutputSize),
        tensors.TryGetValue("bias", out ModelTensor? bias) ? bias : new(new float[shape.OutputSize], shape.OutputSize),
    ];

    /// <summary>The tensors of an LSTM or GRU as Keras has them, with a bias of zeros where the layer has none.</summary>
    public static IReadOnlyList<ModelTensor> ToKeras(RecurrentLayerShape shape, IReadOnlyDictionary<string, ModelTensor> tensors)
    {
        int rows = LayerTensors.Gates(shape.Cell) * shape.HiddenSize;
        float[] first = tensors.TryGetValue("bias_ih", out ModelTensor? input) ? input.Values.ToArray() : new float[rows];
        ModelTensor? second = tensors.GetValueOrDefault("bias_hh");
        float[] recurrent = second is null ? new float[rows] : InOrder(shape.Cell, second.Values);
        return
        [
            new(Columns(shape.Cell, tensors["weight_ih"].Values, rows), shape.InputSize, rows),
            new(Columns(shape.Cell, tensors["weight_hh"].Values, rows), shape.HiddenSize, rows),
            shape.Cell == RnnCell.Gru
                ? new([.. InOrder(shape.Cell, first), .. recurrent], GruBiases, rows)
                : new(WeightLayout.Sum(first, second), rows),
        ];
    }

    private static float[] Rows(RnnCell cell, ReadOnlySpan<float> kernel, int kernelRows) =>
        InOrder(cell, WeightLayout.Transpose(kernel, kernelRows));

    private static float[] Columns(RnnCell cell, ReadOnlySpan<float> weight, int rows) =>
        WeightLayout.Transpose(InOrder(cell, weight), rows);

    private static float[] InOrder(RnnCell cell, ReadOnlySpan<float> values) =>
        cell is RnnCell.Gru or RnnCell.GruResetBefore ? WeightLayout.Reorder(values, s_gru) : values.ToArray();
}
