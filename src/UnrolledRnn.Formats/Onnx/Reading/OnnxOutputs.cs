using System.Globalization;

namespace UnrolledRnn.Formats;

/// <summary>Finds the output of the network among those of a graph, and the layers that compute it.</summary>
internal static class OnnxOutputs
{
    /// <summary>
    /// Outputs with names that begin so hold the state in which a sequence starts: of layer 0 <c>state_start.0.h</c>,
    /// <c>state_start.0.c</c>.
    /// </summary>
    public const string InitialState = "state_start.";

    /// <summary>Reads what the outputs mean.</summary>
    /// <exception cref="OnnxRefusal">No network here computes them.</exception>
    public static ModelDescription Read(OnnxGraph graph, OnnxScope scope, OnnxGraphReader reader)
    {
        List<(string Name, OnnxArray<OnnxColumn> Value)> outputs = [];
        List<(string Name, OnnxArray<OnnxColumn> Value)> finals = [];
        Dictionary<string, OnnxArray<float>> starts = new(StringComparer.Ordinal);
        foreach (string name in graph.Outputs)
        {
            switch (reader.Output(name))
            {
                case OnnxArray<OnnxColumn> value:
                    (Array.TrueForAll(value.Elements, IsFinal) ? finals : outputs).Add((name, value));
                    break;
                case OnnxArray<float> value when name.StartsWith(InitialState, StringComparison.Ordinal):
                    starts[name[InitialState.Length..]] = value;
                    break;
                case OnnxState:
                    break;
                default:
                    throw new OnnxRefusal($"the output '{name}' is a constant");
            }
        }

        // Final states are outputs beside another, or, where there is none, the output itself.
        finals.RemoveAll(final => final.Value.Elements[0].Moment == OnnxMoment.LastCell);
        (string _, OnnxArray<OnnxColumn> output) = (outputs, finals) switch
        {
            ([var only], _) => only,
            ([], [var first, ..]) => first,
            ([], _) => throw new OnnxRefusal("the graph has no output that a layer gives"),
            _ => throw new OnnxRefusal(
                $"the graph has the outputs {string.Join(", ", outputs.Select(found => $"'{found.Name}'"))}; "
                + "a network here has one beside its states"),
        };
        (OnnxColumn[] columns, OnnxMoment moment) = scope.Network.Outputs(output.Elements);
        OnnxVectors input = scope.Network.Input ?? throw new OnnxRefusal("tokens are read by no layer");
        (List<ModelLayer> layers, bool isResidual) = OnnxChain.Of(scope, input, columns);
        return new ModelDescription
        {
            InputSize = input.Size,
            Layers = Tie(Start(layers, starts)),
            Residual = isResidual,
            Outputs = moment switch
            {
                OnnxMoment.Every => SequenceOutputs.EveryStep,
                OnnxMoment.LastTimeStep => SequenceOutputs.LastTimeStep,
                OnnxMoment.LastStep => SequenceOutputs.LastStep,
                _ => throw new OnnxRefusal("the outputs are in the order from the last time step to the first"),
            },
        };
    }

    private static bool IsFinal(OnnxColumn column) =>
        column.Source is OnnxRecurrence && column.Moment is OnnxMoment.LastStep or OnnxMoment.LastCell;

    /// <summary>Layers with the states in which a sequence starts.</summary>
    private static List<ModelLayer> Start(List<ModelLayer> layers, Dictionary<string, OnnxArray<float>> starts)
    {
        int index = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].Shape is not RecurrentLayerShape shape)
            {
                continue;
            }

            Dictionary<string, ModelTensor> tensors = new(layers[i].Tensors, StringComparer.Ordinal);
            string[] directions = [.. LayerTensors.Directions(shape)];
            foreach (string vector in (string[])["h", "c"])
            {
                if (!starts.Remove(string.Create(CultureInfo.InvariantCulture, $"{index}.{vector}"), out OnnxArray<float>? values))
                {
                    continue;
                }

                if (values.Length != directions.Length * shape.HiddenSize)
                {
                    throw new OnnxRefusal(
                        $"the output '{InitialState}{index}.{vector}' is of shape {values.ShapeText}, "
                        + $"expected [{directions.Length}, 1, {shape.HiddenSize}]");
                }

                for (int d = 0; d < directions.Length; d++)
                {
                    tensors[$"{vector}_0{directions[d]}"] = new ModelTensor(
                        values.Elements[(d * shape.HiddenSize)..((d + 1) * shape.HiddenSize)], shape.HiddenSize);
                }
            }

            layers[i] = layers[i] with { Tensors = tensors };
            index++;
        }

        return starts.Count == 0
            ? layers
            : throw new OnnxRefusal($"there is no recurrent layer for the output '{InitialState}{starts.Keys.First()}'");
    }

    /// <summary>A last dense layer whose weights are the table of the embedding is tied to it.</summary>
    private static List<ModelLayer> Tie(List<ModelLayer> layers)
    {
        if (layers is [{ Shape: EmbeddingLayerShape } embedding, .., { Shape: DenseLayerShape shape } last]
            && shape.InputSize == embedding.Shape.OutputSize && shape.OutputSize == embedding.Shape.InputSize
            && last.Tensors["weight"].Values.SequenceEqual(embedding.Tensors["weight"].Values))
        {
            layers[^1] = new ModelLayer(
                shape with { IsTied = true },
                last.Tensors.Where(tensor => tensor.Key != "weight").ToDictionary(tensor => tensor.Key, tensor => tensor.Value));
        }

        return layers;
    }
}
