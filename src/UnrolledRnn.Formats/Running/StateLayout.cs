namespace UnrolledRnn.Formats;

/// <summary>
/// Where h and c of every recurrent layer lie in a state: one after the other, each padded to a cache line, as in generated networks.
/// </summary>
internal static class StateLayout
{
    private const int Line = 16;

    /// <summary>Floats that a vector takes.</summary>
    public static int Padded(int size) => (size + Line - 1) / Line * Line;

    /// <summary>Floats of one direction of a layer.</summary>
    public static int SizeOf(RecurrentLayerShape shape) =>
        Padded(LayerTensors.StateSize(shape)) + (shape.Cell == RnnCell.Lstm ? Padded(shape.HiddenSize) : 0);

    /// <summary>Floats of a network's state; one that remembers nothing has a line too.</summary>
    public static int SizeOf(IEnumerable<LayerShape> layers) =>
        Math.Max(Line, layers.OfType<RecurrentLayerShape>().Sum(layer => SizeOf(layer) * (layer.Bidirectional ? 2 : 1)));

    /// <summary>Copies the initial states of a model; zeros where it has none.</summary>
    public static void CopyInitial(ModelDescription model, Span<float> state)
    {
        state.Clear();
        int offset = 0;
        foreach (ModelLayer layer in model.Layers)
        {
            if (layer.Shape is RecurrentLayerShape shape)
            {
                foreach (string direction in LayerTensors.Directions(shape))
                {
                    Copy(layer, $"h_0{direction}", state[offset..]);
                    Copy(layer, $"c_0{direction}", state[(offset + Padded(LayerTensors.StateSize(shape)))..]);
                    offset += SizeOf(shape);
                }
            }
        }
    }

    private static void Copy(ModelLayer layer, string name, Span<float> destination)
    {
        if (layer.Tensors.TryGetValue(name, out ModelTensor? values))
        {
            values.Values.CopyTo(destination);
        }
    }
}
