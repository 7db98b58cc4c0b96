namespace UnrolledRnn.Formats;

/// <summary>Holds a layer's tensors against what its options say.</summary>
internal static class KerasTensors
{
    /// <summary>Throws unless these are the tensors, in order.</summary>
    public static void Check(KerasLayer layer, IReadOnlyList<TensorNeed> needs, IReadOnlyList<ModelTensor> tensors)
    {
        bool fits = needs.Count == tensors.Count;
        for (int i = 0; fits && i < needs.Count; i++)
        {
            fits = needs[i].Shape.SequenceEqual(tensors[i].Shape);
        }

        if (!fits)
        {
            string expected = string.Join(", ", needs.Select(need => $"{need.Name} {ModelTensor.TextOf(need.Shape)}"));
            string found = tensors.Count == 0 ? "none" : string.Join(", ", tensors.Select(tensor => tensor.ShapeText));
            throw layer.Problem($"is to have the tensors {expected}, but the file has {found}");
        }
    }

    /// <summary>The number of inputs by the kernel, which is the first tensor.</summary>
    public static int Rows(KerasLayer layer, IReadOnlyList<ModelTensor> tensors) => tensors is [{ Shape: [> 0 and <= KerasLayerConverter.MaxSize, _] }, ..]
        ? tensors[0].Shape[0]
        : throw layer.Problem($"has no kernel [inputs, units] but {(tensors.Count == 0 ? "no tensors" : tensors[0].ShapeText)}");
}
