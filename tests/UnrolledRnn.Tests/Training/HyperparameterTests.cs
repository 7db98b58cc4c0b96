using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

/// <summary>Settings are finite numbers in their range, or refused by the name that the caller wrote.</summary>
public class HyperparameterTests
{
    private static readonly float s_positiveNaN = BitConverter.UInt32BitsToSingle(0x7FC00000);

    [Fact]
    public void Every_setting_refuses_NaN_of_either_sign_and_infinities()
    {
        foreach ((string name, Action<float> use) in Settings())
        {
            foreach (float value in (float[])[s_positiveNaN, -s_positiveNaN, float.NegativeInfinity, -1])
            {
                Assert.Throws<ArgumentOutOfRangeException>(name, () => use(value));
            }

            if (name is not ("maxNorm" or "maxGradientNorm"))
            {
                Assert.Throws<ArgumentOutOfRangeException>(name, () => use(float.PositiveInfinity));
            }
        }
    }

    [Theory]
    [InlineData("beta1")]
    [InlineData("beta2")]
    [InlineData("momentum")]
    public void What_goes_on_from_step_to_step_is_below_one(string name) =>
        Assert.All(Settings().Where(setting => setting.Name == name), setting =>
            Assert.Throws<ArgumentOutOfRangeException>(name, () => setting.Use(1)));

    [Theory]
    [InlineData("epsilon")]
    [InlineData("maxNorm")]
    [InlineData("maxGradientNorm")]
    public void What_divides_or_limits_is_above_zero(string name) =>
        Assert.All(Settings().Where(setting => setting.Name == name), setting =>
            Assert.Throws<ArgumentOutOfRangeException>(name, () => setting.Use(0)));

    [Fact]
    public void Counts_start_at_one()
    {
        Assert.Throws<ArgumentOutOfRangeException>("parameterCount", () => new Adam(0));
        Assert.Throws<ArgumentOutOfRangeException>("parameterCount", () => new AdamW(0));
        Assert.Throws<ArgumentOutOfRangeException>("parameterCount", () => new Sgd(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => new CosineSchedule(1, 0));
    }

    private static IEnumerable<(string Name, Action<float> Use)> Settings()
    {
        var network = new ElmanTanh();
        yield return ("learningRate", value => _ = new Adam(1, value));
        yield return ("beta1", value => _ = new Adam(1, beta1: value));
        yield return ("beta2", value => _ = new Adam(1, beta2: value));
        yield return ("epsilon", value => _ = new Adam(1, epsilon: value));
        yield return ("weightDecay", value => _ = new Adam(1, weightDecay: value));
        yield return ("learningRate", value => _ = new AdamW(1, value));
        yield return ("beta1", value => _ = new AdamW(1, beta1: value));
        yield return ("beta2", value => _ = new AdamW(1, beta2: value));
        yield return ("epsilon", value => _ = new AdamW(1, epsilon: value));
        yield return ("weightDecay", value => _ = new AdamW(1, weightDecay: value));
        yield return ("learningRate", value => _ = new Sgd(1, value));
        yield return ("momentum", value => _ = new Sgd(1, 1, momentum: value));
        yield return ("weightDecay", value => _ = new Sgd(1, 1, weightDecay: value));
        yield return ("learningRate", value => _ = new RmsProp(1, value));
        yield return ("alpha", value => _ = new RmsProp(1, alpha: value));
        yield return ("epsilon", value => _ = new RmsProp(1, epsilon: value));
        yield return ("momentum", value => _ = new RmsProp(1, momentum: value));
        yield return ("beta1", value => _ = new Lion(1, beta1: value));
        yield return ("beta2", value => _ = new Lion(1, beta2: value));
        yield return ("lambda", value => _ = new Asgd(1, lambda: value));
        yield return ("alpha", value => _ = new Asgd(1, alpha: value));
        yield return ("learningRate", value => _ = new NtAsgd(1, value));
        yield return ("LearningRate", value => new Adam(1).LearningRate = value);
        yield return ("LearningRate", value => new AdamW(1).LearningRate = value);
        yield return ("LearningRate", value => new Sgd(1, 1).LearningRate = value);
        yield return ("peak", value => _ = new CosineSchedule(value, 10));
        yield return ("maxNorm", value => GradientClipping.ByGlobalNorm(new float[1], value));
        yield return ("maxGradientNorm", value => _ = new Trainer<ElmanTanh>(network, new Sgd(network.Parameters.Length, 1), 1, value));
    }
}
