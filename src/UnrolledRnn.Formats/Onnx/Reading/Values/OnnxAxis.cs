namespace UnrolledRnn.Formats;

/// <summary>A dimension that is not made of features: time steps, or sequences of a batch.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Extent">Its size.</param>
internal sealed record OnnxAxis(string Name, OnnxExtent Extent);
