namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>
/// A network as the equations have it: double precision, plain loops, one sequence after the other, no concern for speed.
/// Arrays are row-major and time-major. A state is the vectors of <see cref="StateSizes"/> one after the other.
/// </summary>
/// <param name="layers">In the order of the data; the last one gives the outputs.</param>
/// <param name="outputs">Whether every time step has an output or only the last.</param>
/// <param name="residual">Whether the first inputs are added to the outputs.</param>
internal sealed class NetworkReference(IReadOnlyList<IReferenceLayer> layers, SequenceOutputs outputs = SequenceOutputs.EveryStep, bool residual = false)
{
    public IReadOnlyList<IReferenceLayer> Layers => layers;

    public SequenceOutputs Outputs => outputs;

    public bool Residual => residual;

    public int InputSize => layers[0].InputSize;

    public int OutputSize => layers[^1].OutputSize;

    public IReadOnlyList<int> StateSizes => [.. layers.SelectMany(layer => layer.StateSizes)];

    /// <summary>Numbers in the state of one sequence.</summary>
    public int StateSize => StateSizes.Sum();

    public IReadOnlyList<ReferenceParameter> Parameters => [.. layers.SelectMany(layer => layer.Parameters)];

    /// <summary>[T, B, nIn], [B, StateSize] → outputs, final states, and the way back.</summary>
    public NetworkPass Forward(double[] inputs, double[] initialStates) => new(this, inputs, initialStates);
}
