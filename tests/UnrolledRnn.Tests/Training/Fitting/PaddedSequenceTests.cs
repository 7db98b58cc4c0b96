using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Fitting;

/// <summary>Padded sequences against the same sequences alone, step by step, and with differences of the loss for the gradients.</summary>
public class PaddedSequenceTests
{
    private const int T = ElmanTanh.SequenceLength;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_padded_sequence_has_the_outputs_of_itself_alone(bool packs)
    {
        float[][] inputs = [TestData.Floats(2 * 3, 1), TestData.Floats(T * 3, 2), TestData.Floats(4 * 3, 3), TestData.Floats(1 * 3, 4)];
        float[][] targets = [.. inputs.Select((values, i) => TestData.Floats(values.Length / 3 * 2, 10 + i))];
        var network = new ElmanTanh(5);
        var outputs = new Recorder();
        var data = new SequenceDataset(inputs, 3, targets, 2) { Packs = packs };

        TrainingReport report = new Trainer<ElmanTanh>(network, new Sgd(network.Parameters.Length, 0), batchSize: 3).Fit(
            data, new FitOptions { Epochs = 1, Loss = outputs });

        double sum = 0;
        List<float> expected = [];
        for (int i = 0; i < inputs.Length; i++)
        {
            ElmanTanh.State state = default;
            float[] output = new float[2];
            for (int step = 0; step < inputs[i].Length / 3; step++)
            {
                network.Step(inputs[i].AsSpan(step * 3, 3), output, ref state);
                expected.AddRange(output);
                sum += Math.Pow(output[0] - targets[i][step * 2], 2) + Math.Pow(output[1] - targets[i][(step * 2) + 1], 2);
            }
        }

        Expect.Close([.. expected.Order()], [.. outputs.Predictions.Order()], 1e-6);
        Assert.Equal(sum / expected.Count, report.History[0].Loss, 6);
    }

    [Fact]
    public void A_padded_sequence_has_the_gradient_of_itself_alone()
    {
        float[][] inputs = [TestData.Floats(3 * 3, 1), TestData.Floats(5 * 3, 2)];
        float[][] targets = [TestData.Floats(2, 3), TestData.Floats(2, 4)];
        float[] moved = Moved(new LastStepTwin(5), inputs, targets);

        var network = new LastStepTwin(5);
        foreach (ParameterTensor tensor in LastStepTwin.Tensors)
        {
            float[] values = new float[tensor.Count];
            float[] gradients = new float[tensor.Count];
            tensor.CopyTo(new LastStepTwin(5).Parameters, values);
            float[] after = new float[tensor.Count];
            tensor.CopyTo(moved, after);
            for (int i = 0; i < values.Length; i++)
            {
                gradients[i] = values[i] - after[i];
                const float Step = 1e-2f;
                double slope = (LossWith(Step) - LossWith(-Step)) / (2 * Step);
                Assert.Equal(slope, gradients[i], 3e-4);

                double LossWith(float change)
                {
                    float[] changed = [.. values];
                    changed[i] += change;
                    tensor.CopyFrom(changed, network.Parameters);
                    double loss = Loss(network, inputs, targets);
                    tensor.CopyFrom(values, network.Parameters);
                    return loss;
                }
            }
        }
    }

    [Fact]
    public void What_padding_holds_does_not_matter_to_a_step()
    {
        // The same sequence beside a full one, and beside nothing.
        float[][] one = [TestData.Floats(3 * 3, 1)];
        float[][] target = [TestData.Floats(2, 3)];

        float[] moved = Moved(new LastStepTwin(5), one, target);
        float[] padded = Moved(new LastStepTwin(5), one, target, batchSize: 3);

        Expect.Close(moved, padded, 1e-6);
    }

    /// <summary>The parameters behind a step of the size of the gradient.</summary>
    private static float[] Moved(LastStepTwin network, float[][] inputs, float[][] targets, int batchSize = 2)
    {
        new Trainer<LastStepTwin>(network, new Sgd(network.Parameters.Length, 1), batchSize).Fit(
            new SequenceDataset(inputs, 3, targets, 2), new FitOptions { Epochs = 1 });
        return network.Parameters.ToArray();
    }

    private static double Loss(LastStepTwin network, float[][] inputs, float[][] targets)
    {
        double sum = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            LastStepTwin.State state = default;
            float[] output = new float[2];
            for (int step = 0; step < inputs[i].Length / 3; step++)
            {
                network.Step(inputs[i].AsSpan(step * 3, 3), output, ref state);
            }

            sum += Math.Pow(output[0] - targets[i][0], 2) + Math.Pow(output[1] - targets[i][1], 2);
        }

        return sum / (2 * inputs.Length);
    }

    private sealed class Recorder : ILoss
    {
        private readonly MseLoss _loss = new();

        public List<float> Predictions { get; } = [];

        public double Compute(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients) =>
            throw new NotSupportedException();

        public double Compute(
            ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> gradients)
        {
            for (int i = 0; i < predictions.Length; i++)
            {
                if (weights[i / 2] > 0)
                {
                    Predictions.Add(predictions[i]);
                }
            }

            return _loss.Compute(predictions, targets, weights, gradients);
        }
    }
}
