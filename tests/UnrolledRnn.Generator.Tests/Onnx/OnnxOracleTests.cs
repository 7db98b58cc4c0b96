using System.Reflection;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using UnrolledRnn.Generator.Tests.Infrastructure;
using UnrolledRnn.Numerics;

namespace UnrolledRnn.Generator.Tests.Onnx;

/// <summary>ONNX Runtime's RNN operator as an oracle that knows nothing of this project.</summary>
public sealed class OnnxOracleTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, 1, RnnCell.Tanh)]
    [InlineData(1, 16, 1, 64, 1, RnnCell.Tanh)]
    [InlineData(5, 17, 3, 12, 4, RnnCell.Relu)]
    [InlineData(3, 40, 20, 30, 3, RnnCell.Sigmoid)]
    [InlineData(96, 256, 96, 16, 2, RnnCell.Tanh)]
    public void Forward_pass_gives_what_onnx_runtime_gives(int inputSize, int hiddenSize, int outputSize, int sequenceLength, int batchSize, RnnCell cell)
    {
        string source = $"[UnrolledRnn.UnrolledRnn({inputSize}, {hiddenSize}, {outputSize}, {sequenceLength}, Cell = UnrolledRnn.RnnCell.{cell}, Initialization = UnrolledRnn.Initialization.Uniform)] public partial class Net;";
        Type network = GeneratorRun.Of("#pragma warning disable CS1591\n" + source).Load().GetType("Net")!;
        typeof(OnnxOracleTests).GetMethod(nameof(Compare), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(network)
            .Invoke(null, [batchSize]);
    }

    private static void Compare<TNetwork>(int batchSize)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        NetworkShape shape = TNetwork.Shape;
        TNetwork network = TNetwork.Create(seed: 3);
        var random = new SeededRandom(4);
        float[] inputs = Samples.Uniform(shape.SequenceLength * batchSize * shape.InputSize, ref random);
        float[] hidden = Samples.Uniform(batchSize * shape.HiddenSize, ref random);
        float[] states = new float[batchSize * shape.StateSize];
        for (int b = 0; b < batchSize; b++)
        {
            hidden.AsSpan(b * shape.HiddenSize, shape.HiddenSize).CopyTo(states.AsSpan(b * shape.StateSize));
        }

        float[] outputs = new float[shape.SequenceLength * batchSize * shape.OutputSize];
        network.Forward(inputs, outputs, states);

        using var session = new InferenceSession(Model(network));
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("X", new DenseTensor<float>(inputs, [shape.SequenceLength, batchSize, shape.InputSize])),
            NamedOnnxValue.CreateFromTensor("H0", new DenseTensor<float>(hidden, [1, batchSize, shape.HiddenSize])),
        ]);
        float[] expected = [.. results.Single(result => result.Name == "O").AsEnumerable<float>()];
        float[] expectedFinal = [.. results.Single(result => result.Name == "HT").AsEnumerable<float>()];
        Assert.Equal(expected.Length, outputs.Length);
        Assert.All(expected.Zip(outputs), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        for (int i = 0; i < expectedFinal.Length; i++)
        {
            Assert.Equal(expectedFinal[i], states[(i / shape.HiddenSize * shape.StateSize) + (i % shape.HiddenSize)], 1e-5);
        }
    }

    private static byte[] Model<TNetwork>(TNetwork network)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        float[][] parameters = Samples.ParametersOf(network);
        NetworkShape shape = TNetwork.Shape;
        float[] transposed = new float[parameters[3].Length];
        for (int i = 0; i < transposed.Length; i++)
        {
            transposed[(i % shape.HiddenSize * shape.OutputSize) + (i / shape.HiddenSize)] = parameters[3][i];
        }

        return OnnxRnnModel.Create(
            shape.Cell.ToString(), shape.InputSize, shape.HiddenSize, shape.OutputSize, parameters[0], parameters[1], parameters[2], transposed, parameters[4]);
    }
}
