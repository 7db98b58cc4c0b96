namespace UnrolledRnn.Formats;

/// <summary>The layers of a Keras model, in an order in which each reads those above it.</summary>
/// <param name="Layers">The layers.</param>
/// <param name="Output">The name of the layer whose values are the model's.</param>
/// <param name="Name">The model's name.</param>
/// <param name="InputShape">The dimensions of its input without the batch, -1 where one is open; null where the file does not say.</param>
internal sealed record KerasModel(IReadOnlyList<KerasLayer> Layers, string Output, string Name, IReadOnlyList<long>? InputShape);
