using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class CosineScheduleTests
{
    private const int Steps = 1000;
    private const int WarmUpSteps = 20;

    private static readonly CosineSchedule s_schedule = new(peak: 2, Steps);

    [Fact]
    public void The_rate_rises_through_the_first_fiftieth_of_the_run()
    {
        for (int step = 1; step < WarmUpSteps; step++)
        {
            Assert.True(s_schedule.At(step) > s_schedule.At(step - 1));
        }

        Assert.Equal(2f / WarmUpSteps, s_schedule.At(0), 1e-4f);
    }

    [Fact]
    public void The_rate_falls_through_the_rest_of_the_run()
    {
        for (int step = WarmUpSteps; step < Steps; step++)
        {
            Assert.True(s_schedule.At(step) < s_schedule.At(step - 1));
        }
    }

    [Fact]
    public void The_highest_rate_is_close_to_the_peak_and_not_above()
    {
        Assert.InRange(Enumerable.Range(0, Steps).Max(step => s_schedule.At(step)), 1.99f, 2f);
    }

    [Fact]
    public void Half_way_the_rate_is_midway_between_the_peak_and_the_end()
    {
        Assert.Equal(2 * (1 + 0.02) / 2, s_schedule.At((Steps / 2) - 1), 1e-5);
    }

    [Theory]
    [InlineData(Steps - 1)]
    [InlineData(Steps)]
    [InlineData(10 * Steps)]
    public void The_last_rate_is_a_fiftieth_of_the_peak_and_holds(long step)
    {
        Assert.Equal(2 * 0.02f, s_schedule.At(step), 1e-6f);
    }

    [Fact]
    public void Settings_out_of_range_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("peak", () => new CosineSchedule(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => new CosineSchedule(1, 0));
    }

    [Fact]
    public void A_step_before_the_run_is_refused() => Assert.Throws<ArgumentOutOfRangeException>("step", () => s_schedule.At(-1));
}
