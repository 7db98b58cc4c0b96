using System.Reflection;
using UnrolledRnn.Generator.Tests.Infrastructure;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>W_ih x + W_hh h is one matrix [W_ih W_hh] on the concatenation [x ; h]: the view that the kernels take.</summary>
public sealed class ConcatenatedMatrixTests
{
    [Theory]
    [InlineData(1, 16)]
    [InlineData(7, 23)]
    [InlineData(30, 130)]
    public void Step_equals_one_matrix_on_the_concatenation_of_input_and_state(int inputSize, int hiddenSize)
    {
        string source = $"#pragma warning disable CS1591\n[UnrolledRnn.UnrolledRnn({inputSize}, {hiddenSize}, 1, 1, Initialization = UnrolledRnn.Initialization.Uniform)] public partial class Net;";
        Type network = GeneratorRun.Of(source).Load().GetType("Net")!;
        typeof(ConcatenatedMatrixTests).GetMethod(nameof(Compare), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(network)
            .Invoke(null, null);
    }

    private static void Compare<TNetwork>()
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        NetworkShape shape = TNetwork.Shape;
        TNetwork network = TNetwork.Create(seed: 5);
        var random = new SeededRandom(6);
        int hiddenSize = shape.Recurrent.Single().HiddenSize;
        int width = shape.InputSize + hiddenSize;
        double[] concatenation = new double[width];
        float[] input = new float[shape.InputSize];
        float[] state = new float[shape.StateSize];
        for (int k = 0; k < width; k++)
        {
            float value = (float)((2 * random.NextDouble()) - 1);
            concatenation[k] = value;
            (k < shape.InputSize ? input.AsSpan(k) : state.AsSpan(k - shape.InputSize))[0] = value;
        }

        network.Step(input, new float[1], state);

        float[][] parameters = Samples.ParametersOf(network);
        float[] weightIh = parameters[0];
        float[] weightHh = parameters[1];
        float[] bias = parameters[2];
        for (int i = 0; i < hiddenSize; i++)
        {
            double[] row =
            [
                .. weightIh.AsSpan(i * shape.InputSize, shape.InputSize).ToArray().Select(weight => (double)weight),
                .. weightHh.AsSpan(i * hiddenSize, hiddenSize).ToArray().Select(weight => (double)weight),
            ];
            double a = bias[i] + row.Zip(concatenation).Sum(pair => pair.First * pair.Second);
            Assert.Equal(Math.Tanh(a), state[i], 1e-6);
        }
    }
}
