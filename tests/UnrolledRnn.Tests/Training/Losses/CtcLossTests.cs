using System.Text.Json;
using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class CtcLossTests
{
    private static readonly JsonElement s_pyTorch = PyTorchFixture.Json("losses.json");

    [Theory]
    [InlineData("ctc", false)]
    [InlineData("ctcLengths", false)]
    [InlineData("ctcBlank", false)]
    [InlineData("ctcTooShort", true)]
    public void Loss_and_gradient_are_those_of_PyTorch(string name, bool zeroInfinity)
    {
        JsonElement expected = s_pyTorch.GetProperty(name);
        float[] logits = expected.Floats("predictions");
        float[] gradients = [.. Enumerable.Repeat(9f, logits.Length)];
        var loss = new CtcLoss(6, 3, 4, 3, expected.GetProperty("blank").GetInt32(), zeroInfinity);

        double value = loss.Compute(
            logits, Integers(expected, "targets"), Integers(expected, "targetLengths"), Integers(expected, "inputLengths"), gradients);

        Assert.Equal(expected.GetProperty("loss").GetDouble(), value, 1e-12);
        Expect.Close(expected.Doubles("gradients"), gradients, 1e-7);
    }

    [Fact]
    public void The_loss_is_that_of_all_paths_one_by_one()
    {
        const int Steps = 5;
        float[] logits = TestData.Floats(Steps * 3, scale: 2);
        var loss = new CtcLoss(Steps, 1, 3, 3);

        foreach (int[] target in (int[][])[[], [1], [1, 1], [1, 2], [2, 1, 2]])
        {
            int[] padded = [.. target, .. new int[3 - target.Length]];
            double expected = -Math.Log(Paths(Steps).Where(path => Reads(path).SequenceEqual(target))
                .Sum(path => Enumerable.Range(0, Steps).Aggregate(1.0, (p, step) => p * Probability(logits, step, path[step]))));

            double value = loss.Compute(logits, padded, [target.Length], [], new float[logits.Length]);

            Assert.Equal(expected / Math.Max(target.Length, 1), value, 1e-12);
        }
    }

    [Fact]
    public void A_sequence_too_short_for_its_target_has_an_infinite_loss_and_no_gradient()
    {
        float[] gradients = [9, 9, 9, 9];

        Assert.Equal(
            double.PositiveInfinity, new CtcLoss(2, 1, 2, 2).Compute(new float[4], [1, 1], [2], [], gradients));
        Assert.Equal(new float[4], gradients);
    }

    [Fact]
    public void Steps_behind_the_end_of_a_sequence_may_hold_anything()
    {
        var loss = new CtcLoss(3, 1, 2, 2);
        float[] gradients = new float[6];

        double value = loss.Compute([1, 2, 0, 1, float.NaN, float.PositiveInfinity], [1, 77], [1], [2], gradients);

        Assert.Equal(new CtcLoss(2, 1, 2, 1).Compute([1, 2, 0, 1], [1], [1], [], new float[4]), value);
        Assert.Equal(new float[2], gradients[4..]);
    }

    [Fact]
    public void Long_sequences_of_large_logits_have_a_finite_loss()
    {
        const int Steps = 2000;
        float[] logits = TestData.Floats(Steps * 3, scale: 500);
        float[] gradients = new float[logits.Length];

        double value = new CtcLoss(Steps, 1, 3, 3).Compute(logits, [1, 2, 1], [3], [], gradients);

        Assert.True(double.IsFinite(value) && value > 0, $"The loss is {value}.");
        Assert.All(gradients, gradient => Assert.InRange(gradient, -1, 1));
    }

    [Fact]
    public void A_logit_that_is_no_number_makes_the_loss_none()
    {
        Assert.Equal(double.NaN, new CtcLoss(2, 1, 2, 1, zeroInfinity: true).Compute([0, 0, float.NaN, 0], [1], [1], [], new float[4]));
    }

    [Fact]
    public void A_network_learns_the_order_of_two_labels()
    {
        // Labels come when the first or second input is on, at times that the targets do not say.
        const int BatchSize = 4;
        var network = new TokenModel(seed: 1);
        var trainer = new Trainer<TokenModel>(network, new Adam(network.Parameters.Length, 0.02f), BatchSize);
        var loss = new CtcLoss(TokenModel.SequenceLength, BatchSize, TokenModel.OutputSize, 2);
        double value = double.NaN;
        for (int chunk = 0; chunk < 400; chunk++)
        {
            float[] inputs = new float[TokenModel.SequenceLength * BatchSize * TokenModel.InputSize];
            int[] targets = TestData.Tokens(BatchSize * 2, 2, seed: chunk);
            for (int i = 0; i < targets.Length; i++)
            {
                int step = (3 * (i % 2)) + (((chunk * 7) + i) % 2);
                inputs[(((step * BatchSize) + (i / 2)) * TokenModel.InputSize) + targets[i]] = 1;
                targets[i]++;
            }

            trainer.ResetStates();
            value = trainer.Train(inputs, targets, [2, 2, 2, 2], [], loss);
        }

        Assert.True(value < 0.1, $"The loss is {value}.");
    }

    [Fact]
    public void Training_refuses_networks_and_losses_that_do_not_fit()
    {
        var network = new TokenModel(seed: 1);
        var trainer = new Trainer<TokenModel>(network, new Adam(network.Parameters.Length), 1);
        var lastStep = new LastStepTwin();
        var lastStepTrainer = new Trainer<LastStepTwin>(lastStep, new Adam(lastStep.Parameters.Length), 1);
        float[] inputs = new float[TokenModel.SequenceLength * TokenModel.InputSize];

        Assert.Throws<InvalidOperationException>(() => trainer.Train(inputs, [1], [1], [], new CtcLoss(6, 1, 4, 1)));
        Assert.Throws<InvalidOperationException>(() => lastStepTrainer.Train(new float[21], [1], [1], [], new CtcLoss(7, 1, 2, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => trainer.Train(inputs, [3], [1], [], new CtcLoss(6, 1, 3, 1)));
        Assert.Equal(new float[TokenModel.StateSize], trainer.States);
    }

    [Fact]
    public void Arguments_out_of_range_are_refused_by_name()
    {
        var loss = new CtcLoss(3, 2, 4, 2);

        Expect.LengthError("logits", 24, 23, () => loss.Compute(new float[23], [1, 1, 1, 1], [1, 1], [], new float[23]));
        Expect.LengthError("gradients", 24, 23, () => loss.Compute(new float[24], [1, 1, 1, 1], [1, 1], [], new float[23]));
        Expect.LengthError("targets", 4, 3, () => Compute([1, 1, 1], [1, 1], []));
        Expect.LengthError("targetLengths", 2, 1, () => Compute([1, 1, 1, 1], [1], []));
        Expect.LengthError("inputLengths", 2, 1, () => Compute([1, 1, 1, 1], [1, 1], [3]));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => Compute([1, 1, 4, 1], [1, 1], []));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => Compute([1, 1, 0, 1], [1, 1], []));
        Assert.Throws<ArgumentOutOfRangeException>("targetLengths", () => Compute([1, 1, 1, 1], [1, 3], []));
        Assert.Throws<ArgumentOutOfRangeException>("inputLengths", () => Compute([1, 1, 1, 1], [1, 1], [0, 1]));
        Assert.Throws<ArgumentOutOfRangeException>("inputLengths", () => Compute([1, 1, 1, 1], [1, 1], [3, 4]));
        Assert.Throws<ArgumentOutOfRangeException>("blank", () => new CtcLoss(1, 1, 2, 1, blank: 2));
        Assert.Throws<ArgumentOutOfRangeException>("sequenceLength", () => new CtcLoss(0, 1, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => new CtcLoss(1, 0, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>("classes", () => new CtcLoss(1, 1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("maxTargetLength", () => new CtcLoss(1, 1, 2, 0));

        void Compute(int[] targets, int[] targetLengths, int[] inputLengths) =>
            loss.Compute(new float[24], targets, targetLengths, inputLengths, new float[24]);
    }

    [Fact]
    public void The_loss_allocates_nothing()
    {
        var loss = new CtcLoss(3, 2, 4, 2);
        float[] logits = TestData.Floats(24);
        float[] gradients = new float[24];

        Assert.Equal(0, Allocation.AfterWarmUp(() => loss.Compute(logits, [1, 2, 3, 0], [2, 1], [3, 2], gradients)));
    }

    private static int[] Integers(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetInt32())];

    private static IEnumerable<int[]> Paths(int steps) =>
        Enumerable.Range(0, (int)Math.Pow(3, steps))
            .Select(i => Enumerable.Range(0, steps).Select(step => i / (int)Math.Pow(3, step) % 3).ToArray());

    private static IEnumerable<int> Reads(int[] path) =>
        path.Where((label, step) => label != 0 && (step == 0 || path[step - 1] != label));

    private static double Probability(float[] logits, int step, int label) =>
        Math.Exp(logits[(step * 3) + label]) / Enumerable.Range(0, 3).Sum(k => Math.Exp(logits[(step * 3) + k]));
}
