using System.Text.Json;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

/// <summary>The rates of torch.optim.lr_scheduler.</summary>
public class ScheduleVectorTests
{
    private static readonly JsonElement s_vectors = PyTorchFixture.Json("schedules.json");

    [Fact]
    public void Steps_are_those_of_StepLR() => Check("step", new StepSchedule(0.5f, 7, 0.5f));

    [Fact]
    public void Milestones_are_those_of_MultiStepLR() => Check("multiStep", new MultiStepSchedule(0.5f, [4, 9, 9, 20], 0.5f));

    [Fact]
    public void The_decay_is_that_of_ExponentialLR() => Check("exponential", new ExponentialSchedule(0.5f, 0.9));

    [Fact]
    public void The_cosine_is_that_of_CosineAnnealingLR() => Check("cosine", new CosineAnnealingSchedule(0.5f, 30, 0.0625f));

    [Fact]
    public void A_warm_up_is_that_of_LinearLR_chained_with_the_schedule() =>
        Check("warmUp", new WarmUpSchedule(new StepSchedule(0.5f, 7, 0.5f), 6, 0.25f));

    [Fact]
    public void One_cycle_is_that_of_OneCycleLR() => Check("oneCycle", new OneCycleSchedule(0.5f, 31, 0.25f));

    [Fact]
    public void A_plateau_is_that_of_ReduceLROnPlateau()
    {
        CheckPlateau("plateau", new ReduceOnPlateau(0.5f, 0.5f, patience: 2));
        CheckPlateau("plateauCooldown", new ReduceOnPlateau(0.5f, 0.5f, patience: 1, cooldown: 3, minRate: 0.05f));
        CheckPlateau(
            "plateauAbsolute", new ReduceOnPlateau(0.5f, 0.25f, patience: 0, threshold: 0.125f, isThresholdRelative: false));
    }

    private static void Check(string name, ISchedule schedule)
    {
        double[] expected = s_vectors.Doubles(name);
        Assert.Equal(30, expected.Length);
        for (int step = 0; step < expected.Length; step++)
        {
            Assert.Equal(expected[step], schedule.At(step), 1e-7);
        }
    }

    private static void CheckPlateau(string name, ReduceOnPlateau plateau)
    {
        float before = plateau.Rate;
        foreach ((double loss, double expected) in s_vectors.Doubles("losses").Zip(s_vectors.Doubles(name)))
        {
            Assert.Equal(expected < before * 0.99, plateau.Observe(loss));
            Assert.Equal(expected, plateau.Rate, 1e-7);
            before = plateau.Rate;
        }
    }
}
