namespace UnrolledRnn.Formats;

/// <summary>
/// Models of GuitarML for NeuralPi and Proteus: JSON of sizes and of a state dictionary; y = lin(h) + x, where <c>skip</c> says so.
/// A second input is a knob.
/// </summary>
internal sealed class ProteusReader : IModelReader
{
    private const int MaxSize = 1 << 16;
    private const int MaxLayers = 1024;

    public string Name => "Proteus";

    public bool Recognizes(ModelSource source) => JsonReader.LooksLikeJson(source)
        && source.Span.IndexOf("\"model_data\""u8) >= 0 && source.Span.IndexOf("\"state_dict\""u8) >= 0;

    public ModelDescription Read(ModelSource source, ModelReadOptions options)
    {
        JsonFields file = JsonFields.Of(source);
        JsonFields model = file.Object(ProteusKeys.Model);
        string kind = model.Text(ProteusKeys.Kind, ProteusKeys.Recurrent);
        if (kind != ProteusKeys.Recurrent)
        {
            throw file.Problem($"this is JSON of GuitarML, model '{kind}': expected {ProteusKeys.Recurrent}, recurrent layers and a dense one");
        }

        List<LayerShape> shapes = Shapes(model);
        int outputSize = shapes[^1].OutputSize;
        int skip = model.Integer(ProteusKeys.Skip, 0, MaxSize, otherwise: 1);
        if (skip != 0 && skip != outputSize)
        {
            throw file.Problem($"{ProteusKeys.Model}.{ProteusKeys.Skip} adds {skip} inputs to {outputSize} outputs; expected 0 or {outputSize}");
        }

        StateDictionary tensors = JsonTensors.Read(file.Object(ProteusKeys.Tensors), source.Path).Renamed(options.Names);
        return new ModelDescription
        {
            Format = Name,
            InputSize = shapes[0].InputSize,
            Layers = NamedLayers.Read(
                tensors, shapes, TensorNames.Alike(shapes, ProteusKeys.RecurrentModule, ProteusKeys.DenseModule)),
            Residual = skip != 0,
            Outputs = options.Outputs,
            Metadata = file.Texts().Where(text => !text.Key.StartsWith(ProteusKeys.Model, StringComparison.Ordinal))
                .ToDictionary(StringComparer.Ordinal),
        };
    }

    private static List<LayerShape> Shapes(JsonFields model)
    {
        string name = model.Text(ProteusKeys.Cell);
        RnnCell cell = name switch
        {
            "LSTM" => RnnCell.Lstm,
            "GRU" => RnnCell.Gru,
            "RNN" => RnnCell.Tanh,
            _ => throw model.Problem($"{ProteusKeys.Model}.{ProteusKeys.Cell} is '{name}', expected LSTM, GRU or RNN"),
        };
        int inputSize = model.Integer(ProteusKeys.InputSize, 1, MaxSize);
        int hiddenSize = model.Integer(ProteusKeys.HiddenSize, 1, MaxSize);
        int layerCount = model.Integer(ProteusKeys.LayerCount, 1, MaxLayers, otherwise: 1);
        List<LayerShape> shapes = [];
        for (int layer = 0; layer < layerCount; layer++)
        {
            shapes.Add(new RecurrentLayerShape(cell, layer == 0 ? inputSize : hiddenSize, hiddenSize, hiddenSize));
        }

        int outputSize = model.Integer(ProteusKeys.OutputSize, 1, MaxSize, otherwise: 1);
        shapes.Add(new DenseLayerShape(hiddenSize, outputSize, LayerActivation.Identity)
        {
            Bias = model.Flag(ProteusKeys.OutputBias, otherwise: true),
        });
        return shapes;
    }
}
