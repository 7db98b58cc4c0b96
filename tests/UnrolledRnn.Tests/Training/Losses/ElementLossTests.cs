using System.Text.Json;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

/// <summary>Losses that are means over values: MSE, L1, Huber and the binary cross-entropy.</summary>
public class ElementLossTests
{
    private static readonly JsonElement s_pyTorch = PyTorchFixture.Json("losses.json");

    public static TheoryData<string> Names => ["mse", "l1", "huber", "bce"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_and_gradient_are_those_of_PyTorch(string name)
    {
        JsonElement expected = s_pyTorch.GetProperty(name).GetProperty("plain");
        float[] gradients = Unset(expected);

        double loss = Loss(name, expected).Compute(expected.Floats("predictions"), expected.Floats("targets"), gradients);

        Assert.Equal(expected.GetProperty("loss").GetDouble(), loss, 1e-12);
        Expect.Close(expected.Doubles("gradients"), gradients, 1e-7);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void With_weights_loss_and_gradient_are_those_of_the_weighted_mean(string name)
    {
        JsonElement expected = s_pyTorch.GetProperty(name).GetProperty("weighted");
        float[] gradients = Unset(expected);

        double loss = Loss(name, s_pyTorch.GetProperty(name).GetProperty("plain")).Compute(
            expected.Floats("predictions"), expected.Floats("targets"), expected.Floats("weights"), gradients);

        Assert.Equal(expected.GetProperty("loss").GetDouble(), loss, 1e-12);
        Expect.Close(expected.Doubles("gradients"), gradients, 1e-7);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Positions_of_weight_0_may_hold_anything(string name)
    {
        ILoss loss = Loss(name);
        float[] alone = new float[2];
        float[] padded = [9, 9, 9, 9];

        double expected = loss.Compute([0.25f, -2], [1, 0], alone);
        double actual = loss.Compute(
            [0.25f, -2, float.NaN, float.PositiveInfinity], [1, 0, float.NegativeInfinity, float.NaN], [3, 0], padded);

        Assert.Equal(expected, actual, 1e-15);
        Assert.Equal([.. alone, 0, 0], padded);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_a_position_that_counts_loss_and_gradient_are_zero(string name)
    {
        float[] gradients = [9, 9];

        Assert.Equal(0, Loss(name).Compute([1, 2], [0, 1], [0], gradients));
        Assert.Equal([0, 0], gradients);
        Assert.Equal(0, Loss(name).Compute([], [], []));
        Assert.Equal(0, Loss(name).Compute([], [], [], []));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_that_is_no_number_makes_loss_and_gradient_none(string name)
    {
        float[] gradients = new float[2];

        Assert.Equal(double.NaN, Loss(name).Compute([float.NaN, 1], [1, 1], gradients));
        Assert.Equal(float.NaN, gradients[0]);
        Assert.Equal(double.NaN, Loss(name).Compute([1, 1], [float.NaN, 1], gradients));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Spans_of_other_lengths_are_refused_by_name(string name)
    {
        ILoss loss = Loss(name);

        Expect.LengthError("targets", 6, 5, () => loss.Compute(new float[6], new float[5], new float[6]));
        Expect.LengthError("gradients", 6, 7, () => loss.Compute(new float[6], new float[6], new float[7]));
        Expect.LengthError("targets", 6, 5, () => loss.Compute(new float[6], new float[5], new float[3], new float[6]));
        Expect.LengthError("gradients", 6, 7, () => loss.Compute(new float[6], new float[6], new float[3], new float[7]));
        Expect.LengthError("weights", 6, 4, () => loss.Compute(new float[6], new float[6], new float[4], new float[6]));
        Expect.LengthError("weights", 6, 0, () => loss.Compute(new float[6], new float[6], [], new float[6]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_weight_that_is_negative_or_no_number_is_refused(float weight)
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            "weights", () => new MseLoss().Compute(new float[2], new float[2], [1, weight], new float[2]));
    }

    [Fact]
    public void Losses_allocate_nothing()
    {
        float[] values = TestData.Floats(12, seed: 1);
        float[] targets = [.. TestData.Floats(12, seed: 2).Select(Math.Abs)];
        float[] gradients = new float[12];
        foreach (ILoss loss in (ILoss[])[new MseLoss(), new L1Loss(), new HuberLoss(), new BceWithLogitsLoss()])
        {
            Assert.Equal(0, Allocation.AfterWarmUp(() => loss.Compute(values, targets, gradients)));
            Assert.Equal(0, Allocation.AfterWarmUp(() => loss.Compute(values, targets, [1, 0, 1, 2], gradients)));
        }
    }

    [Fact]
    public void The_gradient_of_the_absolute_error_is_zero_where_there_is_none()
    {
        float[] gradients = new float[3];

        new L1Loss().Compute([1, 2, 3], [1, 3, 1], gradients);

        Assert.Equal([0, -1 / 3f, 1 / 3f], gradients);
    }

    [Theory]
    [InlineData(1000f, 0f, 1000)]
    [InlineData(-1000f, 1f, 1000)]
    [InlineData(1000f, 1f, 0)]
    [InlineData(-1000f, 0f, 0)]
    public void Logits_of_any_size_have_a_finite_binary_cross_entropy(float logit, float target, double expected)
    {
        float[] gradients = new float[1];

        Assert.Equal(expected, new BceWithLogitsLoss().Compute([logit], [target], gradients), 1e-12);
        Assert.Equal(Math.Sign(logit) * (expected == 0 ? 0 : 1), gradients[0]);
    }

    [Fact]
    public void A_logit_that_is_nearly_certain_keeps_its_small_binary_cross_entropy() =>
        Assert.Equal(Math.Exp(-40), new BceWithLogitsLoss().Compute([40], [1], new float[1]), 1e-30);

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1.1f)]
    [InlineData(float.PositiveInfinity)]
    public void A_target_that_is_no_probability_is_refused(float target) =>
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => new BceWithLogitsLoss().Compute([0], [target], new float[1]));

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Settings_out_of_range_are_refused_by_name(float value)
    {
        Assert.Throws<ArgumentOutOfRangeException>("delta", () => new HuberLoss(value));
        Assert.Throws<ArgumentOutOfRangeException>("positiveWeight", () => new BceWithLogitsLoss(value));
    }

    private static ILoss Loss(string name, JsonElement settings = default) => name switch
    {
        "mse" => new MseLoss(),
        "l1" => new L1Loss(),
        "huber" => settings.ValueKind == JsonValueKind.Undefined ? new HuberLoss() : new HuberLoss(settings.Float("delta")),
        _ => settings.ValueKind == JsonValueKind.Undefined
            ? new BceWithLogitsLoss()
            : new BceWithLogitsLoss(settings.Float("positive_weight")),
    };

    private static float[] Unset(JsonElement expected) =>
        [.. Enumerable.Repeat(9f, expected.GetProperty("gradients").GetArrayLength())];
}
