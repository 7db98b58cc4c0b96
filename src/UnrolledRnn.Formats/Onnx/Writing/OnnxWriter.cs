namespace UnrolledRnn.Formats;

/// <summary>
/// Writes a network as an ONNX model. Its input is <c>input</c> [time, batch, nIn], or <c>tokens</c> [time, batch]; its output is
/// <c>output</c> [time, batch, nOut], or [batch, nOut] of the last step. The states of recurrent layer K, counted from 0, go in as
/// <c>state_in.K.h</c> [directions, batch, nHid] and <c>state_in.K.c</c>, and come out as <c>state_out.K.h</c> and
/// <c>state_out.K.c</c>: zeros for a new sequence, or what the outputs <c>state_start.K.h</c> and <c>state_start.K.c</c> [directions, 1,
/// nHid] hold of a model with an initial state.
/// </summary>
internal sealed class OnnxWriter : IModelWriter
{
    /// <summary>A Protobuf message has two gigabytes at most; some of them are for the graph.</summary>
    private const long MaxParameters = (int.MaxValue / sizeof(float)) - (1 << 20);

    public string Name => "ONNX";

    public IReadOnlyList<string> Extensions { get; } = [".onnx"];

    public string? Refusal(ModelDescription model)
    {
        model = RecurrentShapes.Normalize(model);
        for (int i = 0; i < model.Layers.Count; i++)
        {
            if (Refusal(model.Layers[i].Shape, i) is string refusal)
            {
                return $"layer {i + 1} ({model.Layers[i].Shape}) {refusal}";
            }
        }

        return model.ParameterCount > MaxParameters ? $"it has {model.ParameterCount} parameters, more than {MaxParameters}" : null;
    }

    public void Write(ModelDescription model, Stream stream) =>
        OnnxMessages.Model(OnnxNetworkGraph.Of(RecurrentShapes.Normalize(model)), OnnxMetadata.Of(model)).WriteTo(stream);

    private static string? Refusal(LayerShape layer, int index) => layer switch
    {
        EmbeddingLayerShape when index > 0 => "is an embedding that is not the first layer",
        RecurrentLayerShape { ProjectionSize: > 0 } => "is projected, which the operator LSTM cannot do",
        RecurrentLayerShape { CellClip: > 0 } => "limits c, which the operator LSTM cannot do",
        RecurrentLayerShape shape when FunctionsOf(shape).Where(function => !OnnxFunctionNodes.IsOfCell(function)).ToArray()
            is [LayerActivation function, ..] => $"has the function {function}, which the operators of cells do not have",
        _ => null,
    };

    private static LayerActivation[] FunctionsOf(RecurrentLayerShape shape) =>
        LayerTensors.Gates(shape.Cell) > 1 ? [shape.GateActivation, shape.CellActivation] : [shape.CellActivation];
}
