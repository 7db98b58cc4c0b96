namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>
/// A network as the equations have it: double precision, plain loops, one sequence after the other, no concern for speed.
/// Arrays are row-major and time-major. A state is the vectors of <see cref="StateSizes"/> one after the other.
/// </summary>
/// <param name="layers">In the order of the data; the last one gives the outputs.</param>
/// <param name="outputs">Whether every time step has an output or only the last.</param>
/// <param name="residual">Whether the first inputs are added to the outputs.</param>
internal sealed class NetworkReference(
    IReadOnlyList<IReferenceLayer> layers, SequenceOutputs outputs = SequenceOutputs.EveryStep, bool residual = false)
{
    public IReadOnlyList<IReferenceLayer> Layers => layers;

    public SequenceOutputs Outputs => outputs;

    public bool Residual => residual;

    public int InputSize => layers[0].InputSize;

    public int OutputSize => layers[^1].OutputSize;

    public IReadOnlyList<int> StateSizes => [.. layers.SelectMany(layer => layer.StateSizes)];

    /// <summary>Numbers in the state of one sequence.</summary>
    public int StateSize => StateSizes.Sum();

    /// <summary>The state in which a sequence starts unless one is given.</summary>
    public double[] InitialState => [.. layers.SelectMany(layer => layer.InitialState)];

    /// <summary>Every tensor once, also one that two layers share.</summary>
    public IReadOnlyList<ReferenceParameter> Parameters => [.. layers.SelectMany(layer => layer.Parameters).Distinct()];

    /// <summary>The layer whose two directions each give the output of their own last step; or null.</summary>
    public BidirectionalReference? LastBothWays =>
        outputs == SequenceOutputs.LastStep ? layers.LastOrDefault(layer => layer.StateSizes.Count > 0) as BidirectionalReference : null;

    /// <summary>[T, B, nIn], [B, StateSize] or null for the network's own → outputs, final states, and the way back.</summary>
    public NetworkPass Forward(double[] inputs, int batchSize, double[]? initialStates) => new(this, inputs, batchSize, initialStates);
}
