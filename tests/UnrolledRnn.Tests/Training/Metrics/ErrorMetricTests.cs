using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

/// <summary>MAE, MSE and RMSE over several chunks.</summary>
public class ErrorMetricTests
{
    private static readonly float[] s_predictions = TestData.Floats(30, seed: 1);
    private static readonly float[] s_targets = TestData.Floats(30, seed: 2);

    [Fact]
    public void Chunks_of_any_size_add_up_to_the_mean_of_all_values()
    {
        var absolute = new MaeMetric();
        var squared = new MseMetric();
        foreach (Range chunk in (Range[])[0..7, 7..7, 7..20, 20..])
        {
            absolute.Add(s_predictions.AsSpan(chunk), s_targets.AsSpan(chunk));
            squared.Add(s_predictions.AsSpan(chunk), s_targets.AsSpan(chunk));
        }

        double[] errors = [.. s_predictions.Zip(s_targets, (x, y) => (double)x - y)];
        Assert.Equal(errors.Average(Math.Abs), absolute.Value, 1e-14);
        Assert.Equal(errors.Average(error => error * error), squared.Value, 1e-14);
        Assert.Equal(Math.Sqrt(errors.Average(error => error * error)), squared.Root, 1e-14);
    }

    [Fact]
    public void Positions_have_weights_and_those_of_weight_0_may_hold_anything()
    {
        var absolute = new MaeMetric();
        var squared = new MseMetric();

        absolute.Add([1, 2, float.NaN, 0, 5, 5], [0, 4, 0, 0, 1, 1], [1, 0, 2]);
        squared.Add([1, 2, float.NaN, 0, 5, 5], [0, 4, 0, 0, 1, 1], [1, 0, 2]);

        Assert.Equal((1 + 2 + (2 * 8)) / 6.0, absolute.Value);
        Assert.Equal((1 + 4 + (2 * 32)) / 6.0, squared.Value);
    }

    [Fact]
    public void Without_values_that_count_there_is_no_value()
    {
        var absolute = new MaeMetric();
        var squared = new MseMetric();
        Assert.Equal(double.NaN, absolute.Value);

        absolute.Add([1], [3], [0]);
        squared.Add([1], [3], [0]);

        Assert.Equal(double.NaN, absolute.Value);
        Assert.Equal(double.NaN, squared.Value);
        Assert.Equal(double.NaN, squared.Root);
    }

    [Fact]
    public void A_reset_forgets_what_was_added()
    {
        var absolute = new MaeMetric();
        var squared = new MseMetric();
        absolute.Add([1], [3]);
        squared.Add([1], [3]);

        absolute.Reset();
        squared.Reset();
        absolute.Add([1], [2]);
        squared.Add([1], [2]);

        Assert.Equal(1, absolute.Value);
        Assert.Equal(1, squared.Value);
    }

    [Fact]
    public void Spans_of_other_lengths_are_refused_by_name()
    {
        Expect.LengthError("targets", 2, 3, () => new MaeMetric().Add(new float[2], new float[3]));
        Expect.LengthError("targets", 2, 3, () => new MseMetric().Add(new float[2], new float[3], new float[2]));
        Expect.LengthError("weights", 4, 3, () => new MseMetric().Add(new float[4], new float[4], new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>("weights", () => new MaeMetric().Add([1], [1], [-1]));
    }

    [Fact]
    public void Metrics_allocate_nothing()
    {
        var absolute = new MaeMetric();
        var ratio = new EsrMetric(3);
        var accuracy = new AccuracyMetric();
        var perplexity = new PerplexityMetric();

        Assert.Equal(0, Allocation.AfterWarmUp(() =>
        {
            absolute.Add(s_predictions, s_targets, [1, 0]);
            ratio.Add(s_predictions, s_targets);
            accuracy.Add(s_predictions, [1, 2, 3]);
            perplexity.Add(s_predictions, [1, 2, 3]);
            ratio.ResetStates();
        }));
    }
}
