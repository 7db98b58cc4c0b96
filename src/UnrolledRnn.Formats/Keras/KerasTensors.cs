namespace UnrolledRnn.Formats;

/// <summary>Holds a layer's tensors against what its options say.</summary>
internal static class KerasTensors
{
    /// <summary>Throws unless these are the tensors, in order.</summary>
    public static void Check(KerasLayer layer, IReadOnlyList<TensorNeed> needs, IReadOnlyList<ModelTensor> tensors)
    {
        if (KerasLayout.Misfit(needs, tensors) is string misfit)
        {
            throw layer.Problem($"is to have the tensors {misfit}");
        }
    }

    /// <summary>The number of inputs by the kernel, which is the first tensor.</summary>
    public static int Rows(KerasLayer layer, IReadOnlyList<ModelTensor> tensors) =>
        tensors is [{ Shape: [> 0 and <= KerasLayerConverter.MaxSize and int rows, _] }, ..]
        ? rows
        : throw layer.Problem($"has no kernel [inputs, units] but {(tensors.Count == 0 ? "no tensors" : tensors[0].ShapeText)}");
}
