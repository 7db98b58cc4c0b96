using UnrolledRnn.Generator.Tests.Infrastructure;
using UnrolledRnn.Generator.Tests.Reference;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Generator.Tests.Execution.Checks;

/// <summary>
/// A generated network with its reference, the same parameters in both, and values to run them on. What the network computes
/// also goes into a hash, so that runs with different vector widths can be compared bit by bit.
/// </summary>
internal sealed class Subject<TNetwork>
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    private const double CornerDistance = 3e-6;

    private readonly BitHash _hash;
    private SeededRandom _random;

    public Subject(Declaration declaration, int seed, BitHash hash)
    {
        Declaration = declaration;
        _hash = hash;
        _random = new SeededRandom(seed);
        Network = TNetwork.Create(seed);
        Training = declaration.CreateReference();
        Inference = declaration.CreateReference();
        States = new StateLayout(Training.StateSizes);
        InitialStates = Values(BatchSize * Training.StateSize);
        Assert.Equal(States.PaddedSize, TNetwork.Shape.StateSize);
    }

    public Declaration Declaration { get; }

    public TNetwork Network { get; }

    /// <summary>What recorded passes compute.</summary>
    public NetworkReference Training { get; }

    /// <summary>What steps and passes without a tape compute: as training, but for rounded weights.</summary>
    public NetworkReference Inference { get; }

    public StateLayout States { get; }

    public int BatchSize => Declaration.BatchSize;

    /// <summary>[B, sum of the vectors' sizes]</summary>
    public float[] InitialStates { get; }

    /// <summary>The states of a batch as the network takes them.</summary>
    public float[] PaddedStates => States.Pad(InitialStates, BatchSize);

    public int OutputSteps => Declaration.Outputs == SequenceOutputs.EveryStep ? Declaration.SequenceLength : 1;

    public int OutputLength => OutputSteps * BatchSize * Declaration.OutputSize;

    /// <summary>Gives network and reference the same parameters, at a scale that keeps activations out of saturation.</summary>
    public void ShareParameters()
    {
        Assert.Equal(
            Training.Parameters.Select(parameter => parameter.Name).Order(), TNetwork.Tensors.Select(tensor => tensor.Name).Order());
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            ReferenceParameter parameter = Training.Parameters.Single(parameter => parameter.Name == tensor.Name);
            Assert.Equal((parameter.Rows, parameter.Columns), (tensor.Rows, tensor.Columns ?? 1));
            float scale = 1 / MathF.Sqrt(tensor.Columns ?? 2);
            float[] values = Array.ConvertAll(Values(tensor.Count), value => value * scale);
            tensor.CopyFrom(values, Network.Parameters);
            parameter.Values = Doubles(values);
        }

        Rounding.CopyRounded(Training, Inference, Declaration.Weights);
    }

    public float[] Values(int count) => Samples.Uniform(count, ref _random);

    /// <summary>Vectors for a pass: [T, B, nIn].</summary>
    public float[] InputValues()
    {
        float[] inputs;
        do
        {
            inputs = Values(Declaration.SequenceLength * BatchSize * Declaration.InputSize);
        }
        while (!HasDerivative(inputs));
        return inputs;
    }

    /// <summary>Tokens for a pass, [T, B], and the one-hot vectors that they stand for.</summary>
    public (int[] Tokens, float[] OneHot) InputTokens()
    {
        int[] tokens;
        float[] oneHot;
        do
        {
            tokens = Array.ConvertAll(
                Values(Declaration.SequenceLength * BatchSize), value => (int)((value + 1) / 2 * (Declaration.InputSize - 1) + 0.5f));
            oneHot = new float[tokens.Length * Declaration.InputSize];
            for (int i = 0; i < tokens.Length; i++)
            {
                oneHot[(i * Declaration.InputSize) + tokens[i]] = 1;
            }
        }
        while (!HasDerivative(oneHot));
        return (tokens, oneHot);
    }

    public NetworkPass Expect(NetworkReference reference, float[] inputs) =>
        reference.Forward(Doubles(inputs), BatchSize, Doubles(InitialStates));

    /// <summary>What is expected of sequences for which no states are given.</summary>
    public NetworkPass ExpectWithoutStates(NetworkReference reference, float[] inputs) =>
        reference.Forward(Doubles(inputs), BatchSize, initialStates: null);

    /// <summary>
    /// The network's own initial state for each sequence of a batch; in one of them, what lies between the vectors is zero.
    /// </summary>
    public float[] OwnStates()
    {
        var state = new Guarded(States.PaddedSize);
        Network.CopyInitialState(state.Span);
        AssertIntact("CopyInitialState", state);
        float[] expected = Array.ConvertAll(Training.InitialState, value => (float)value);
        Assert.Equal(States.Pad(expected, batchSize: 1), state.ToArray());
        return [.. Enumerable.Repeat(state.ToArray(), BatchSize).SelectMany(values => values)];
    }

    /// <summary>Runs a pass of the network from the initial states and compares outputs and final states.</summary>
    public PassResult CheckPass(string name, NetworkPass expected, double tolerance, StatefulPass pass) =>
        CheckPass(name, PaddedStates, expected, tolerance, pass);

    /// <summary>The same from given states.</summary>
    public PassResult CheckPass(string name, float[] initialStates, NetworkPass expected, double tolerance, StatefulPass pass)
    {
        var outputs = new Guarded(expected.Outputs.Length);
        var states = new Guarded(initialStates);
        pass(outputs.Span, states.Span);
        AssertIntact(name, outputs, states);
        var result = new PassResult(outputs.ToArray(), States.Pack(states.ToArray()));
        AssertClose($"{name}: outputs", expected.Outputs, result.Outputs, tolerance);
        AssertClose($"{name}: final states", expected.FinalStates, result.FinalStates, tolerance);
        return result;
    }

    public void AssertIntact(string name, params Guarded[] results)
    {
        if (!results.All(result => result.IsIntact))
        {
            Fail(name, "it wrote outside of its results.");
        }
    }

    public void AssertClose(string what, double[] expected, float[] actual, double tolerance)
    {
        _hash.Add(actual);
        Assert.Equal(expected.Length, actual.Length);
        double scale = 1 + expected.Select(Math.Abs).DefaultIfEmpty().Max();
        for (int i = 0; i < actual.Length; i++)
        {
            if (!(Math.Abs(actual[i] - expected[i]) <= tolerance * scale))
            {
                Fail(what, $"element {i} of {actual.Length}: expected {expected[i]}, got {actual[i]}.");
            }
        }
    }

    /// <summary>Fails with the declaration, whose text takes longer than all comparisons of a network: only a failure makes it.</summary>
    public void Fail(string what, string problem) => Assert.Fail($"{typeof(TNetwork).Name} ({Declaration}), {what}: {problem}");

    public void AssertSameBits(string what, PassResult expected, PassResult actual)
    {
        AssertSameBits($"{what}: outputs", expected.Outputs, actual.Outputs);
        AssertSameBits($"{what}: final states", expected.FinalStates, actual.FinalStates);
    }

    public static double[] Doubles(float[] values) => Array.ConvertAll(values, value => (double)value);

    /// <summary>Whether a ReLU and its like give the same derivative after rounding, with and without initial states.</summary>
    private bool HasDerivative(float[] inputs) =>
        Expect(Training, inputs).CornerDistance > CornerDistance
        && ExpectWithoutStates(Training, inputs).CornerDistance > CornerDistance;

    private void AssertSameBits(string what, float[] expected, float[] actual)
    {
        _hash.Add(actual);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i]))
            {
                Fail(what, $"element {i} of {actual.Length}: expected the bits of {expected[i]:G9}, got {actual[i]:G9}.");
            }
        }
    }
}
