namespace UnrolledRnn.Formats;

/// <summary>A tensor that a layer has.</summary>
/// <param name="Name">Its name within the layer.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Optional">Whether it is zeros where it is missing.</param>
internal sealed record TensorNeed(string Name, int[] Shape, bool Optional = false);
