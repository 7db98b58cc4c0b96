namespace UnrolledRnn.Formats;

/// <summary>
/// The <c>.nam</c> files of Neural Amp Modeler, architecture LSTM: JSON with one flat list of weights, whose order is that of NAM's
/// <c>_lstm.py</c>: of each layer [W_ih W_hh] row by row, the sum of both biases, h_0 and c_0; then the head.
/// </summary>
internal sealed class NamReader : IModelReader
{
    /// <summary>NAM's core runs half a second of silence through a model before it is heard.</summary>
    private const double PrewarmSeconds = 0.5;

    private const int MaxSize = 1 << 16;
    private const int Gates = 4;

    public string Name => "NAM";

    public bool Recognizes(ModelSource source) =>
        JsonReader.LooksLikeJson(source) && source.Span.IndexOf("\"architecture\""u8) >= 0 && source.Span.IndexOf("\"weights\""u8) >= 0;

    public ModelDescription Read(ModelSource source, ModelReadOptions options)
    {
        JsonFields file = JsonFields.Of(source);
        string architecture = file.Text("architecture");
        if (architecture != "LSTM")
        {
            throw file.Problem($"this is JSON of NAM, architecture {architecture}: not a recurrent network; expected architecture LSTM");
        }

        JsonFields config = file.Object("config");
        int inputSize = config.Integer("input_size", 1, MaxSize);
        int hiddenSize = config.Integer("hidden_size", 1, MaxSize);
        int layerCount = config.Integer("num_layers", 1, MaxSize);
        int outputSize = config.Integer("out_channels", 1, MaxSize, otherwise: 1);
        if (config.Integer("in_channels", 1, MaxSize, otherwise: inputSize) != inputSize)
        {
            throw file.Problem($"config.in_channels is {config.Integer("in_channels", 1, MaxSize)}, but config.input_size {inputSize}");
        }

        float[] weights = file.Numbers("weights").Values;
        long expected = WeightCount(inputSize, hiddenSize, layerCount, outputSize);
        if (weights.Length != expected)
        {
            throw file.Problem(
                $"weights has {weights.Length} values, expected {expected} for {layerCount} layers of {hiddenSize} units, {inputSize} inputs and {outputSize} outputs");
        }

        var rest = new WeightList(weights);
        List<ModelLayer> layers = [];
        for (int layer = 0; layer < layerCount; layer++)
        {
            layers.Add(Recurrent(rest, layer == 0 ? inputSize : hiddenSize, hiddenSize));
        }

        layers.Add(new ModelLayer(
            new DenseLayerShape(hiddenSize, outputSize, LayerActivation.Identity),
            new Dictionary<string, ModelTensor> { ["weight"] = rest.Next(outputSize, hiddenSize), ["bias"] = rest.Next(outputSize) }));
        return new ModelDescription
        {
            Format = $"NAM {file.Text("version", "")}".TrimEnd(),
            InputSize = inputSize,
            Layers = layers,
            SampleRate = SampleRate(file),
            PrewarmSeconds = PrewarmSeconds,
            Metadata = file.Has("metadata") ? file.Object("metadata").Texts() : new Dictionary<string, string>(),
        };
    }

    private static double? SampleRate(JsonFields file)
    {
        if (!file.Has("sample_rate"))
        {
            return null;
        }

        double rate = file.Number("sample_rate");
        return rate is > 0 and < 1e9 ? rate : throw file.Problem($"sample_rate is {rate}, expected a rate in Hz");
    }

    private static ModelLayer Recurrent(WeightList rest, int inputSize, int hiddenSize)
    {
        int rows = Gates * hiddenSize;
        ModelTensor joined = rest.Next(rows, inputSize + hiddenSize);
        return new ModelLayer(
            new RecurrentLayerShape(RnnCell.Lstm, inputSize, hiddenSize, hiddenSize),
            new Dictionary<string, ModelTensor>
            {
                ["weight_ih"] = new(WeightLayout.Columns(joined.Values, inputSize + hiddenSize, 0, inputSize), rows, inputSize),
                ["weight_hh"] = new(WeightLayout.Columns(joined.Values, inputSize + hiddenSize, inputSize, hiddenSize), rows, hiddenSize),
                ["bias_ih"] = rest.Next(rows),
                ["h_0"] = rest.Next(hiddenSize),
                ["c_0"] = rest.Next(hiddenSize),
            });
    }

    private static long WeightCount(long inputSize, long hiddenSize, long layerCount, long outputSize)
    {
        long first = (Gates * hiddenSize * (inputSize + hiddenSize)) + (6 * hiddenSize);
        long other = (Gates * hiddenSize * 2 * hiddenSize) + (6 * hiddenSize);
        return first + ((layerCount - 1) * other) + (outputSize * hiddenSize) + outputSize;
    }
}
