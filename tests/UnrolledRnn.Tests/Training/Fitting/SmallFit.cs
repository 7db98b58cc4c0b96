using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Fitting;

/// <summary>Small data and trainers of the tests of Fit.</summary>
internal static class SmallFit
{
    public const int BatchSize = 4;

    public static Trainer<LastStepTwin> Trainer(int seed = 1, float rate = 0.01f)
    {
        var network = new LastStepTwin(seed);
        return new(network, new Adam(network.Parameters.Length, rate), BatchSize, maxGradientNorm: 1);
    }

    /// <summary>Full sequences; the targets are the means of two inputs.</summary>
    public static SequenceDataset Sequences(int count, int seed = 1)
    {
        float[][] inputs = [.. Enumerable.Range(0, count).Select(i => TestData.Floats(LastStepTwin.SequenceLength * 3, (seed * 1000) + i))];
        return new(inputs, 3, [.. inputs.Select(values => new[] { Mean(values, 0), Mean(values, 1) })], 2);
    }

    public static StreamDataset Stream(int steps, int warmUpSteps = 0)
    {
        float[] inputs = TestData.Floats(steps);
        return new(inputs, 1, Array.ConvertAll(inputs, value => 0.5f * value), 1, warmUpSteps);
    }

    private static float Mean(float[] values, int column) => values.Where((_, i) => i % 3 == column).Average();
}
