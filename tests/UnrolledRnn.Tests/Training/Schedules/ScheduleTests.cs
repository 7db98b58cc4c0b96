using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class ScheduleTests
{
    private static readonly ISchedule[] s_schedules =
    [
        new ConstantSchedule(1),
        new StepSchedule(1, 10),
        new MultiStepSchedule(1, [5]),
        new ExponentialSchedule(1, 0.9),
        new CosineAnnealingSchedule(1, 10, 0.1f),
        new CosineSchedule(1, 10, 0, 0.5f),
        new OneCycleSchedule(1, 10),
        new WarmUpSchedule(new ConstantSchedule(1), 5),
        new ReduceOnPlateau(1),
    ];

    [Fact]
    public void A_step_before_the_run_is_refused() =>
        Assert.All(s_schedules, schedule => Assert.Throws<ArgumentOutOfRangeException>("step", () => schedule.At(-1)));

    [Fact]
    public void Every_step_has_a_finite_rate_of_at_least_zero() => Assert.All(s_schedules, schedule =>
        Assert.All((long[])[0, 1, 4, 9, 10, 1000, long.MaxValue], step => Assert.InRange(schedule.At(step), 0, 1)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_cycle_of_very_few_steps_has_finite_rates(long steps)
    {
        var schedule = new OneCycleSchedule(1, steps);
        Assert.All(Enumerable.Range(0, 5), step => Assert.InRange(schedule.At(step), 0, 1));
    }

    [Fact]
    public void A_cosine_may_have_no_warm_up_and_another_floor()
    {
        var schedule = new CosineSchedule(2, 10, warmUpFraction: 0, finalFraction: 0.5f);

        Assert.True(schedule.At(0) > schedule.At(1));
        Assert.Equal(1, schedule.At(9), 1e-6f);
    }

    [Fact]
    public void The_usual_cosine_is_that_of_a_fiftieth()
    {
        var usual = new CosineSchedule(1, 100);
        var spelled = new CosineSchedule(1, 100, 0.02f, 0.02f);
        Assert.All(Enumerable.Range(0, 100), step => Assert.Equal(usual.At(step), spelled.At(step), 1e-6f));
    }

    [Fact]
    public void A_loss_that_is_NaN_is_no_improvement()
    {
        var plateau = new ReduceOnPlateau(1, patience: 1);

        Assert.Equal([false, false, true], new[] { 1, double.NaN, double.NaN }.Select(plateau.Observe));
        Assert.Equal(1, plateau.Best);
    }

    [Fact]
    public void Settings_out_of_range_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("rate", () => new ConstantSchedule(float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("every", () => new StepSchedule(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("gamma", () => new StepSchedule(1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("milestones", () => new MultiStepSchedule(1, [-1]));
        Assert.Throws<ArgumentOutOfRangeException>("gamma", () => new ExponentialSchedule(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => new CosineAnnealingSchedule(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("warmUpFraction", () => new CosineSchedule(1, 1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("finalFraction", () => new CosineSchedule(1, 1, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>("riseFraction", () => new OneCycleSchedule(1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("startFactor", () => new WarmUpSchedule(new ConstantSchedule(1), 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => new ReduceOnPlateau(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("patience", () => new ReduceOnPlateau(1, patience: -1));
    }
}
