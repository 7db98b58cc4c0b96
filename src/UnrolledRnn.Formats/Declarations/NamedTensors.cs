namespace UnrolledRnn.Formats;

/// <summary>The tensors of a model as a class that declares it wants them: by full names, and none missing.</summary>
internal static class NamedTensors
{
    /// <summary>
    /// Every tensor in the order of the layers. Second biases that are missing are zeros; so are initial states, where a layer has one.
    /// </summary>
    public static IEnumerable<(string Name, ModelTensor Tensor)> Of(ModelDescription model) =>
        Of(model, TensorNames.Of(RecurrentShapes.Normalize(model)));

    /// <summary>The same by names of another program.</summary>
    public static IEnumerable<(string Name, ModelTensor Tensor)> Of(ModelDescription model, TensorNames names)
    {
        for (int i = 0; i < model.Layers.Count; i++)
        {
            ModelLayer layer = model.Layers[i];
            foreach (TensorNeed need in LayerTensors.Of(layer.Shape))
            {
                if (layer.Tensors.TryGetValue(need.Name, out ModelTensor? tensor))
                {
                    yield return (names.Of(i, need.Name), tensor);
                }
                else if (model.HasInitialState || !LayerTensors.IsInitialState(need.Name))
                {
                    yield return (names.Of(i, need.Name), Zeros(need.Shape));
                }
            }
        }
    }

    private static ModelTensor Zeros(int[] shape) => new(new float[shape.Aggregate(1, (product, dimension) => product * dimension)], shape);
}
