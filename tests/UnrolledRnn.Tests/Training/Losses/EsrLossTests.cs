using System.Text.Json;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class EsrLossTests
{
    private const int BatchSize = 3;
    private const int Channels = 2;
    private static readonly JsonElement s_pyTorch = PyTorchFixture.Json("losses.json");

    [Theory]
    [InlineData("esr")]
    [InlineData("esrMasked")]
    public void Loss_and_gradient_are_those_that_PyTorch_finds(string name)
    {
        JsonElement expected = s_pyTorch.GetProperty(name);
        EsrLoss loss = Loss(expected);
        float[] gradients = [.. Enumerable.Repeat(9f, expected.GetProperty("gradients").GetArrayLength())];

        double value = loss.Compute(
            expected.Floats("predictions"), expected.Floats("targets"), expected.Floats("weights"), gradients);

        Assert.Equal(expected.GetProperty("loss").GetDouble(), value, 1e-12);
        Expect.Close(expected.Doubles("gradients"), gradients, 1e-7);
    }

    [Fact]
    public void Without_weights_all_steps_count_the_same()
    {
        JsonElement expected = s_pyTorch.GetProperty("esr");
        float[] gradients = new float[expected.GetProperty("gradients").GetArrayLength()];

        double value = Loss(expected).Compute(expected.Floats("predictions"), expected.Floats("targets"), gradients);

        Assert.Equal(expected.GetProperty("loss").GetDouble(), value, 1e-12);
        Expect.Close(expected.Doubles("gradients"), gradients, 1e-7);
    }

    [Fact]
    public void A_signal_of_half_the_size_has_a_quarter_of_the_energy_as_its_error()
    {
        float[] targets = TestData.Floats(64);
        float[] predictions = [.. targets.Select(value => value / 2)];

        double loss = new EsrLoss(batchSize: 2, epsilon: 1e-12f, dcWeight: 0).Compute(predictions, targets, new float[64]);

        Assert.Equal(0.25, loss, 1e-9);
    }

    [Fact]
    public void An_offset_alone_is_the_offset_term()
    {
        float[] predictions = [1.5f, -0.5f];

        double loss = new EsrLoss(1, preEmphasis: 0, epsilon: 1e-12f, esrWeight: 0, dcWeight: 2).Compute(
            predictions, [1, -1], new float[2]);

        Assert.Equal(2 * 0.25, loss, 1e-9);
    }

    [Fact]
    public void Padding_counts_neither_in_the_loss_nor_in_the_gradient_whatever_it_holds()
    {
        var loss = new EsrLoss(batchSize: 1);
        float[] alone = new float[3];
        float[] padded = new float[5];

        double expected = loss.Compute([1, 2, -1], [0.5f, 2, 1], alone);
        double actual = loss.Compute([1, 2, -1, float.NaN, 7], [0.5f, 2, 1, 3, float.NaN], [1, 1, 1, 0, 0], padded);

        Assert.Equal(expected, actual, 1e-15);
        Assert.Equal([.. alone, 0, 0], padded);
    }

    [Fact]
    public void A_sequence_of_padding_alone_does_not_count()
    {
        float[] gradients = new float[4];

        double expected = new EsrLoss(batchSize: 1).Compute([1, -2], [3, 1], new float[2]);
        double actual = new EsrLoss(batchSize: 2).Compute([1, 9, -2, 9], [3, 8, 1, 7], [1, 0, 1, 0], gradients);

        Assert.Equal(expected, actual, 1e-15);
        Assert.Equal(0, gradients[1]);
        Assert.Equal(0, gradients[3]);
    }

    [Fact]
    public void Without_a_step_that_counts_loss_and_gradient_are_zero()
    {
        float[] gradients = [9, 9];

        Assert.Equal(0, new EsrLoss(1).Compute([1, 2], [0, 1], [0, 0], gradients));
        Assert.Equal([0, 0], gradients);
        Assert.Equal(0, new EsrLoss(1).Compute([], [], []));
    }

    [Fact]
    public void Silence_has_a_finite_loss()
    {
        float[] gradients = new float[2];

        Assert.Equal(0, new EsrLoss(1).Compute([0, 0], [0, 0], gradients));
        Assert.True(double.IsFinite(new EsrLoss(1).Compute([0.1f, 0], [0, 0], gradients)));
        Assert.All(gradients, gradient => Assert.True(float.IsFinite(gradient)));
    }

    [Fact]
    public void Spans_of_other_lengths_are_refused_by_name()
    {
        var loss = new EsrLoss(BatchSize, Channels);

        Expect.LengthError("predictions", 6, 13, () => loss.Compute(new float[13], new float[13], new float[13]));
        Expect.LengthError("targets", 12, 11, () => loss.Compute(new float[12], new float[11], new float[12]));
        Expect.LengthError("gradients", 12, 11, () => loss.Compute(new float[12], new float[12], new float[11]));
        Expect.LengthError("weights", 6, 12, () => loss.Compute(new float[12], new float[12], new float[12], new float[12]));
    }

    [Fact]
    public void Settings_out_of_range_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => new EsrLoss(0));
        Assert.Throws<ArgumentOutOfRangeException>("channels", () => new EsrLoss(1, channels: 0));
        foreach (float bad in (float[])[-1, 2, float.NaN])
        {
            Assert.Throws<ArgumentOutOfRangeException>("preEmphasis", () => new EsrLoss(1, preEmphasis: bad));
        }

        foreach (float bad in (float[])[-1, float.NaN, float.PositiveInfinity])
        {
            Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new EsrLoss(1, epsilon: bad));
            Assert.Throws<ArgumentOutOfRangeException>("esrWeight", () => new EsrLoss(1, esrWeight: bad));
            Assert.Throws<ArgumentOutOfRangeException>("dcWeight", () => new EsrLoss(1, dcWeight: bad));
            Assert.Throws<ArgumentOutOfRangeException>("weights", () => new EsrLoss(1).Compute([1], [1], [bad], new float[1]));
        }
    }

    [Fact]
    public void The_loss_allocates_nothing()
    {
        var loss = new EsrLoss(BatchSize, Channels);
        float[] values = TestData.Floats(12, seed: 1);
        float[] gradients = new float[12];

        Assert.Equal(0, Allocation.AfterWarmUp(() => loss.Compute(values, values, gradients)));
        Assert.Equal(0, Allocation.AfterWarmUp(() => loss.Compute(values, values, [1, 0, 1, 2, 0, 1], gradients)));
    }

    private static EsrLoss Loss(JsonElement settings) => new(
        BatchSize,
        Channels,
        settings.Float("preEmphasis"),
        settings.Float("epsilon"),
        settings.Float("esrWeight"),
        settings.Float("dcWeight"));
}
