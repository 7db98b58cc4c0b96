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
    private SequencePass[] _passes = [];

    public IReadOnlyList<IReferenceLayer> Layers => layers;

    public SequenceOutputs Outputs => outputs;

    public bool Residual => residual;

    public int InputSize => layers[0].InputSize;

    public int OutputSize => layers[^1].OutputSize;

    public IReadOnlyList<int> StateSizes => [.. layers.SelectMany(layer => layer.StateSizes)];

    /// <summary>Numbers in the state of one sequence.</summary>
    public int StateSize => StateSizes.Sum();

    public IReadOnlyList<ReferenceParameter> Parameters => [.. layers.SelectMany(layer => layer.Parameters)];

    /// <summary>[B, StateSize] after the last forward pass.</summary>
    public double[] FinalStates => [.. _passes.SelectMany(pass => pass.FinalState)];

    /// <summary>[T, B, nIn], [B, StateSize] → [T, B, nOut] or [B, nOut].</summary>
    public double[] Forward(double[] inputs, double[] initialStates)
    {
        int batchSize = initialStates.Length / StateSize;
        _passes =
        [
            .. Enumerable.Range(0, batchSize).Select(b => new SequencePass(
                this, Sequence(inputs, b, batchSize, InputSize), initialStates[(b * StateSize)..((b + 1) * StateSize)])),
        ];
        return Interleave(Array.ConvertAll(_passes, pass => pass.Outputs));
    }

    /// <summary>The gradient of Σ outputGradients · outputs + Σ finalStateGradients · final states, after a forward pass.</summary>
    public NetworkGradients Backward(double[] outputGradients, double[] finalStateGradients)
    {
        foreach (ReferenceParameter parameter in Parameters)
        {
            Array.Clear(parameter.Gradient);
        }

        var gradients = _passes.Select((pass, b) => pass.Backward(
            Sequence(outputGradients, b, _passes.Length, OutputSize), finalStateGradients[(b * StateSize)..((b + 1) * StateSize)])).ToArray();
        return new NetworkGradients(
            Parameters.ToDictionary(parameter => parameter.Name, parameter => (double[])parameter.Gradient.Clone()),
            Interleave(Array.ConvertAll(gradients, gradient => gradient.Inputs)),
            [.. gradients.SelectMany(gradient => gradient.InitialState)]);
    }

    /// <summary>[T, B, n] → the T vectors of one sequence.</summary>
    private static double[][] Sequence(double[] values, int b, int batchSize, int size) =>
    [
        .. Enumerable.Range(0, values.Length / (batchSize * size)).Select(t => values.AsSpan(((t * batchSize) + b) * size, size).ToArray()),
    ];

    /// <summary>The T vectors of each sequence → [T, B, n].</summary>
    private static double[] Interleave(double[][][] sequences) =>
        [.. Enumerable.Range(0, sequences[0].Length).SelectMany(t => sequences.SelectMany(sequence => sequence[t]))];
}
