using UnrolledRnn.Generator.Tests.Infrastructure;
using UnrolledRnn.Generator.Tests.Reference;
using UnrolledRnn.Numerics;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>
/// Runs a generated network by every way there is and compares all it computes with the reference. What it computes also
/// goes into a hash, so that runs with different vector widths can be compared bit by bit.
/// </summary>
internal sealed class NetworkCheck<TNetwork>
    where TNetwork : class, IRecurrentNetwork<TNetwork>
{
    private const double Tolerance = 2e-5;
    private const int GuardLength = 64;

    private readonly NetworkShape _shape = TNetwork.Shape;
    private readonly int _batchSize;
    private readonly BitHash _hash;
    private readonly TNetwork _network;
    private readonly ElmanReference _reference;
    private readonly float[] _inputs;
    private readonly float[] _initialStates;
    private SeededRandom _random;

    public NetworkCheck(int batchSize, int seed, BitHash hash)
    {
        _batchSize = batchSize;
        _hash = hash;
        _random = new SeededRandom(seed);
        _network = TNetwork.Create(seed);
        _reference = new ElmanReference(_shape, batchSize);
        ShareParameters();
        _inputs = Values(_shape.SequenceLength * batchSize * _shape.InputSize);
        _initialStates = States(Values(batchSize * _shape.HiddenSize));
    }

    private delegate void Pass(Span<float> outputs, Span<float> states);

    /// <summary>Checks every pass over vectors.</summary>
    public void CheckVectors()
    {
        CheckForward("Step", _inputs, StepAll);
        CheckForward("Forward", _inputs, (outputs, states) => _network.Forward(_inputs, outputs, states));
        TrainingTape tape = TNetwork.CreateTape(_batchSize);
        CheckForward("recorded Forward", _inputs, (outputs, states) => _network.Forward(_inputs, outputs, tape, states));
        CheckBackward(tape);
        CheckChain();
    }

    /// <summary>Checks every pass over tokens, against the reference on one-hot vectors.</summary>
    public static void CheckTokens<TTokenNetwork>(NetworkCheck<TTokenNetwork> check)
        where TTokenNetwork : class, ITokenNetwork<TTokenNetwork>
    {
        int count = check._shape.SequenceLength * check._batchSize;
        int[] tokens = new int[count];
        float[] oneHot = new float[count * check._shape.InputSize];
        for (int i = 0; i < count; i++)
        {
            tokens[i] = (int)(check._random.NextDouble() * check._shape.InputSize);
            oneHot[(i * check._shape.InputSize) + tokens[i]] = 1;
        }

        TTokenNetwork network = check._network;
        check.CheckForward("token Step", oneHot, (outputs, states) => check.EachStep((i, output, state) => network.Step(tokens[i], output, state), outputs, states));
        check.CheckForward("token Forward", oneHot, (outputs, states) => network.Forward(tokens, outputs, states));
        TrainingTape tape = TTokenNetwork.CreateTape(check._batchSize);
        check.CheckForward("recorded token Forward", oneHot, (outputs, states) => network.Forward(tokens, outputs, tape, states));
        check.CheckBackward(tape);
    }

    private void CheckForward(string name, float[] inputs, Pass pass)
    {
        double[] expected = _reference.Forward(Doubles(inputs), Hidden(_initialStates));
        float[] guarded = new float[expected.Length + GuardLength];
        guarded.AsSpan(expected.Length).Fill(float.NaN);
        float[] states = (float[])_initialStates.Clone();
        pass(guarded.AsSpan(0, expected.Length), states);
        AssertClose($"{name}: outputs", expected, guarded[..expected.Length]);
        Assert.All(guarded[expected.Length..], value => Assert.True(float.IsNaN(value), $"{typeof(TNetwork).Name}, {name} wrote behind its outputs."));
        AssertClose($"{name}: final states", _reference.FinalHidden, Floats(Hidden(states)));
    }

    private void StepAll(Span<float> outputs, Span<float> states)
    {
        int size = _shape.InputSize;
        EachStep((i, output, state) => _network.Step(_inputs.AsSpan(i * size, size), output, state), outputs, states);
    }

    private delegate void SingleStep(int i, Span<float> output, Span<float> state);

    private void EachStep(SingleStep step, Span<float> outputs, Span<float> states)
    {
        int firstOutput = _shape.SequenceLength - _shape.OutputSteps;
        float[] unused = new float[_shape.OutputSize];
        for (int t = 0; t < _shape.SequenceLength; t++)
        {
            for (int b = 0; b < _batchSize; b++)
            {
                Span<float> output = t < firstOutput
                    ? unused
                    : outputs.Slice((((t - firstOutput) * _batchSize) + b) * _shape.OutputSize, _shape.OutputSize);
                step((t * _batchSize) + b, output, states.Slice(b * _shape.StateSize, _shape.StateSize));
            }
        }
    }

    private void CheckBackward(TrainingTape tape)
    {
        float[] outputGradients = Values(_shape.OutputSteps * _batchSize * _shape.OutputSize);
        float[] finalGradients = States(Values(_batchSize * _shape.HiddenSize));
        ReferenceGradients expected = _reference.Backward(Doubles(outputGradients), Hidden(finalGradients));

        ParameterGradients gradients = TNetwork.CreateGradients();
        float[] inputGradients = new float[_inputs.Length];
        float[] initialGradients = new float[finalGradients.Length];
        _network.Backward(outputGradients, tape, gradients, inputGradients, initialGradients, finalGradients);

        foreach ((ParameterTensor tensor, double[] gradient) in TNetwork.Tensors.Zip(expected.Parameters))
        {
            float[] actual = new float[tensor.Count];
            tensor.CopyTo(gradients.Values, actual);
            AssertClose($"gradient of {tensor.Name}", gradient, actual);
        }

        AssertClose("gradient of the inputs", expected.Inputs, inputGradients);
        AssertClose("gradient of the initial states", expected.InitialHidden, Floats(Hidden(initialGradients)));
        AssertPaddingIsZero(gradients.Values);
    }

    /// <summary>Two chunks, the second from where the first has ended, are one sequence of twice the length.</summary>
    private void CheckChain()
    {
        double[] unused = _reference.Forward(Doubles(_inputs), Hidden(_initialStates));
        double[] expected = _reference.Forward(Doubles(_inputs), _reference.FinalHidden);
        float[] outputs = new float[unused.Length];
        float[] states = (float[])_initialStates.Clone();
        _network.Forward(_inputs, outputs, states);
        _network.Forward(_inputs, outputs, states);
        AssertClose("chained chunks", expected, outputs);
    }

    /// <summary>An optimizer must never find a gradient where there is no parameter.</summary>
    private static void AssertPaddingIsZero(Span<float> gradients)
    {
        float[] padding = gradients.ToArray();
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            tensor.CopyFrom(new float[tensor.Count], padding);
        }

        Assert.All(padding, value => Assert.Equal(0, value));
    }

    private void ShareParameters()
    {
        foreach ((ParameterTensor tensor, double[] reference) in TNetwork.Tensors.Zip(_reference.Parameters))
        {
            float[] values = Values(tensor.Count);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] /= MathF.Sqrt(_shape.HiddenSize);
                reference[i] = values[i];
            }

            tensor.CopyFrom(values, _network.Parameters);
        }
    }

    private void AssertClose(string what, double[] expected, float[] actual)
    {
        _hash.Add(actual);
        Assert.Equal(expected.Length, actual.Length);
        double scale = 1 + expected.Max(Math.Abs);
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.True(
                Math.Abs(actual[i] - expected[i]) <= Tolerance * scale,
                $"{typeof(TNetwork).Name} ({_shape}, batch {_batchSize}), {what}, element {i} of {actual.Length}: expected {expected[i]}, got {actual[i]}.");
        }
    }

    private float[] Values(int count) => Samples.Uniform(count, ref _random);

    /// <summary>[B, nHid] → [B, StateSize]</summary>
    private float[] States(float[] hidden)
    {
        float[] states = new float[_batchSize * _shape.StateSize];
        for (int b = 0; b < _batchSize; b++)
        {
            hidden.AsSpan(b * _shape.HiddenSize, _shape.HiddenSize).CopyTo(states.AsSpan(b * _shape.StateSize));
        }

        return states;
    }

    /// <summary>[B, StateSize] → [B, nHid]</summary>
    private double[] Hidden(float[] states) =>
    [
        .. Enumerable.Range(0, _batchSize).SelectMany(b => Doubles(states[(b * _shape.StateSize)..][.._shape.HiddenSize])),
    ];

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, value => (double)value);

    private static float[] Floats(double[] values) => Array.ConvertAll(values, value => (float)value);
}
