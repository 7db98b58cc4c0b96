using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class PerplexityMetricTests
{
    [Fact]
    public void Guessing_among_all_classes_has_the_perplexity_of_their_number()
    {
        var metric = new PerplexityMetric();

        metric.Add(new float[2 * 8], [3, 5]);

        Assert.Equal(8, metric.Value, 1e-12);
        Assert.Equal(3, metric.BitsPerToken, 1e-12);
        Assert.Equal(Math.Log(8), metric.NatsPerToken, 1e-12);
    }

    [Fact]
    public void It_is_e_to_the_mean_cross_entropy_over_all_chunks()
    {
        float[] logits = TestData.Floats(20, scale: 5);
        var metric = new PerplexityMetric();

        metric.Add(logits.AsSpan(..5), [2]);
        metric.Add(logits.AsSpan(5..), [0, SoftmaxCrossEntropy.IgnoredTarget, 4]);

        int[] targets = [2, 0, SoftmaxCrossEntropy.IgnoredTarget, 4];
        Assert.Equal(Math.Exp(SoftmaxCrossEntropy.Compute(logits, targets, new float[20])), metric.Value, 1e-5);
        Assert.Equal(3, metric.Count);
    }

    [Fact]
    public void Losses_that_are_known_count_by_their_targets()
    {
        var metric = new PerplexityMetric();

        metric.Add(meanLoss: 1, count: 3);
        metric.Add(meanLoss: 2, count: 1);
        metric.Add(meanLoss: double.NaN, count: 0);

        Assert.Equal(1.25, metric.NatsPerToken);
        Assert.Equal(4, metric.Count);
    }

    [Fact]
    public void A_reset_forgets_what_was_added()
    {
        var metric = new PerplexityMetric();
        metric.Add(5, 1);

        metric.Reset();

        Assert.Equal(double.NaN, metric.Value);
        metric.Add(1, 1);
        Assert.Equal(Math.E, metric.Value, 1e-12);
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused_by_name()
    {
        var metric = new PerplexityMetric(ignoredTarget: -1);

        Assert.Throws<ArgumentOutOfRangeException>("targets", () => metric.Add([1, 2], [-100]));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => metric.Add(1, -1));
        Expect.LengthError("logits", 2, 5, () => metric.Add(new float[5], [0, 1]));
        Assert.Equal(0, metric.Count);
    }
}
