using System.Reflection;
using UnrolledRnn.Generator.Tests.Execution;
using UnrolledRnn.Generator.Tests.Execution.Checks;
using UnrolledRnn.Generator.Tests.Execution.Layers;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Onnx;

/// <summary>ONNX Runtime's RNN, LSTM and GRU operators as an oracle that knows nothing of this project.</summary>
public sealed class OnnxOracleTests
{
    private const double Tolerance = 1e-5;

    private static readonly Declaration[] s_declarations =
    [
        Network(1, 1, 1, 1, [new RecurrentDeclaration(RnnCell.Tanh, 1)]),
        Network(1, 1, 64, 1, [new RecurrentDeclaration(RnnCell.Tanh, 16)]),
        Network(5, 3, 12, 4, [new RecurrentDeclaration(RnnCell.Relu, 17)]),
        Network(3, 20, 30, 3, [new RecurrentDeclaration(RnnCell.Sigmoid, 40)]),
        Network(96, 96, 16, 2, [new RecurrentDeclaration(RnnCell.Tanh, 256)]),
        Network(1, 1, 12, 2, [new RecurrentDeclaration(RnnCell.Lstm, 20)]),
        Network(7, 5, 12, 4, [new RecurrentDeclaration(RnnCell.Lstm, 33)]),
        Network(7, 5, 12, 4, [new RecurrentDeclaration(RnnCell.Gru, 24)]),
        Network(7, 5, 12, 4, [new RecurrentDeclaration(RnnCell.GruResetBefore, 41)]),
        Network(4, 3, 10, 3, [new RecurrentDeclaration(RnnCell.Lstm, 17), new RecurrentDeclaration(RnnCell.Lstm, 17)]),
        Network(4, 3, 10, 3, [new RecurrentDeclaration(RnnCell.Gru, 9), new RecurrentDeclaration(RnnCell.Gru, 9)]),
        Network(4, 3, 10, 3, [new RecurrentDeclaration(RnnCell.Relu, 8, Bidirectional: true)]),
        Network(
            4, 3, 10, 3,
            [
                new RecurrentDeclaration(RnnCell.Lstm, 25, Bidirectional: true),
                new RecurrentDeclaration(RnnCell.Lstm, 25, Bidirectional: true),
            ]),
        Network(
            4, 3, 10, 3,
            [
                new RecurrentDeclaration(RnnCell.Gru, 16, Bidirectional: true),
                new RecurrentDeclaration(RnnCell.Gru, 16, Bidirectional: true),
            ]),
        Network(4, 3, 10, 3, [new RecurrentDeclaration(RnnCell.GruResetBefore, 12, Bidirectional: true)]) with
        {
            Outputs = SequenceOutputs.LastStep,
        },
        Network(
            6,
            2,
            8,
            3,
            [
                new DenseDeclaration(6, LayerActivation.Tanh),
                new RecurrentDeclaration(RnnCell.Gru, 24),
                new RecurrentDeclaration(RnnCell.Lstm, 15),
                new DenseDeclaration(16, LayerActivation.Relu),
            ]) with { IsMixed = true, Residual = true },
    ];

    private static readonly Lazy<Assembly> s_assembly = new(() => GeneratorRun.Of(
        "#pragma warning disable CS1591\nusing UnrolledRnn;\n"
        + string.Join("\n", s_declarations.Select((declaration, i) => $"{declaration.Attributes} public partial class Net{i};"))).Load());

    public static TheoryData<int> Indices() => [.. Enumerable.Range(0, s_declarations.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Network_computes_what_onnx_runtime_computes(int index)
    {
        Declaration declaration = s_declarations[index];
        string method = declaration.IsBidirectional ? nameof(CompareRecorded) : nameof(CompareAll);
        typeof(OnnxOracleTests).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(s_assembly.Value.GetType($"Net{index}", throwOnError: true)!)
            .Invoke(null, [declaration, index]);
    }

    private static void CompareAll<TNetwork>(Declaration declaration, int index)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        var subject = new Subject<TNetwork>(declaration, index, new BitHash());
        subject.ShareParameters();
        float[] inputs = subject.InputValues();
        (float[] outputs, float[] finalStates) = OnnxOracle.Run(subject.Training, inputs, subject.BatchSize, subject.InitialStates);
        Compare(subject, inputs, outputs, finalStates);
        AssertEqual(outputs, finalStates, subject, (actual, states) => subject.Network.Forward(inputs, actual, states));
        AssertEqual(outputs, finalStates, subject, (actual, states) => StepAll(subject, inputs, actual, states));
    }

    private static void CompareRecorded<TNetwork>(Declaration declaration, int index)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        var subject = new Subject<TNetwork>(declaration, index, new BitHash());
        subject.ShareParameters();
        float[] inputs = subject.InputValues();
        (float[] outputs, float[] finalStates) = OnnxOracle.Run(subject.Training, inputs, subject.BatchSize, subject.InitialStates);
        Compare(subject, inputs, outputs, finalStates);
    }

    private static void Compare<TNetwork>(Subject<TNetwork> subject, float[] inputs, float[] outputs, float[] finalStates)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        TrainingTape tape = TNetwork.CreateTape(subject.BatchSize);
        AssertEqual(outputs, finalStates, subject, (actual, states) => subject.Network.Forward(inputs, actual, tape, states));
    }

    private static void StepAll<TNetwork>(Subject<TNetwork> subject, float[] inputs, Span<float> outputs, Span<float> states)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        int inputSize = subject.Declaration.InputSize;
        int outputSize = subject.Declaration.OutputSize;
        int stateSize = subject.States.PaddedSize;
        for (int i = 0; i < subject.Declaration.SequenceLength * subject.BatchSize; i++)
        {
            subject.Network.Step(
                inputs.AsSpan(i * inputSize, inputSize),
                outputs.Slice(i * outputSize, outputSize),
                states.Slice(i % subject.BatchSize * stateSize, stateSize));
        }
    }

    private static void AssertEqual<TNetwork>(float[] outputs, float[] finalStates, Subject<TNetwork> subject, StatefulPass pass)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        float[] actual = new float[subject.OutputLength];
        float[] states = subject.PaddedStates;
        pass(actual, states);
        Assert.Equal(outputs.Length, actual.Length);
        Assert.All(outputs.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        Assert.All(finalStates.Zip(subject.States.Pack(states)), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    private static Declaration Network(int inputSize, int outputSize, int sequenceLength, int batchSize, LayerDeclaration[] layers) => new()
    {
        InputSize = inputSize,
        OutputSize = outputSize,
        SequenceLength = sequenceLength,
        BatchSize = batchSize,
        Layers = layers,
        Initialization = Initialization.Uniform,
    };
}
