namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>The gradients of a reference network.</summary>
/// <param name="Parameters">By the name of the tensor, row-major.</param>
/// <param name="Inputs">[T, B, nIn]</param>
/// <param name="InitialStates">[B, StateSize]</param>
internal sealed record NetworkGradients(IReadOnlyDictionary<string, double[]> Parameters, double[] Inputs, double[] InitialStates);
