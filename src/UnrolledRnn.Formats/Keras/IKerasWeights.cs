namespace UnrolledRnn.Formats;

/// <summary>The weights of a Keras model's layers, as one kind of file has them.</summary>
internal interface IKerasWeights
{
    /// <summary>All tensors of a layer in Keras's order.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="parts">
    /// The objects inside it that have the tensors, such as <c>forward_layer/cell</c>; empty for the layer itself.
    /// </param>
    IReadOnlyList<ModelTensor> Of(KerasLayer layer, params ReadOnlySpan<string> parts);
}
