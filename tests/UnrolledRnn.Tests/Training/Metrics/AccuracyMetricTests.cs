using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class AccuracyMetricTests
{
    [Fact]
    public void The_value_is_the_part_of_targets_with_the_greatest_output_over_all_chunks()
    {
        var metric = new AccuracyMetric();

        metric.Add([1, 2, 0, 5, -1, 3], [1, 0]);
        metric.Add([1, 2, 0, 5, -1, 3], [0, 2]);

        Assert.Equal(0.5, metric.Value);
        Assert.Equal(4, metric.Count);
        Assert.Equal(2, metric.Correct);
    }

    [Fact]
    public void Ignored_targets_do_not_count()
    {
        var metric = new AccuracyMetric(ignoredTarget: -1);

        metric.Add([1, 2, 5, 6, 4, 3], [1, -1, 0]);

        Assert.Equal(1, metric.Value);
        Assert.Equal(2, metric.Count);
    }

    [Fact]
    public void Of_equal_outputs_the_first_is_the_greatest()
    {
        var metric = new AccuracyMetric();

        metric.Add([3, 3, 3, 3], [0, 1]);

        Assert.Equal(0.5, metric.Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_row_with_NaN_is_wrong(int target)
    {
        var metric = new AccuracyMetric();

        metric.Add([float.NaN, 1], [target]);

        Assert.Equal(0, metric.Value);
    }

    [Fact]
    public void Without_targets_there_is_no_value()
    {
        var metric = new AccuracyMetric();
        Assert.Equal(double.NaN, metric.Value);

        metric.Add([1, 2], [1]);
        metric.Reset();

        Assert.Equal(double.NaN, metric.Value);
        Assert.Equal(0, metric.Count);
    }

    [Fact]
    public void Targets_and_lengths_that_do_not_fit_are_refused_by_name_and_add_nothing()
    {
        var metric = new AccuracyMetric();

        Assert.Throws<ArgumentOutOfRangeException>("targets", () => metric.Add([1, 2, 3, 4], [0, 2]));
        Expect.LengthError("outputs", 2, 5, () => metric.Add(new float[5], [0, 1]));
        Expect.LengthError("outputs", 0, 5, () => metric.Add(new float[5], []));
        Assert.Equal(0, metric.Count);
    }
}
