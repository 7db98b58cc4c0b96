using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class EsrMetricTests
{
    private const int Signals = 6;
    private static readonly float[] s_predictions = TestData.Floats(10 * Signals, seed: 1);
    private static readonly float[] s_targets = TestData.Floats(10 * Signals, seed: 2);

    [Fact]
    public void One_chunk_has_the_ratio_of_the_loss()
    {
        var metric = new EsrMetric(batchSize: 3, channels: 2, preEmphasis: 0.5f, epsilon: 0.25f);
        var loss = new EsrLoss(batchSize: 3, channels: 2, preEmphasis: 0.5f, epsilon: 0.25f, dcWeight: 0);

        metric.Add(s_predictions, s_targets);

        Assert.Equal(loss.Compute(s_predictions, s_targets, new float[s_targets.Length]), metric.Value, 1e-14);
    }

    [Fact]
    public void Chunks_go_on_from_each_other()
    {
        var whole = new EsrMetric(Signals);
        var chunks = new EsrMetric(Signals);

        whole.Add(s_predictions, s_targets);
        foreach (Range chunk in (Range[])[0..(3 * Signals), (3 * Signals)..(3 * Signals), (3 * Signals)..])
        {
            chunks.Add(s_predictions.AsSpan(chunk), s_targets.AsSpan(chunk));
        }

        Assert.Equal(whole.Value, chunks.Value);
    }

    [Fact]
    public void New_sequences_begin_after_zeros_and_count_with_those_before()
    {
        var metric = new EsrMetric(1, preEmphasis: 0.5f);

        metric.Add([2], [4]);
        metric.ResetStates();
        metric.Add([2], [4]);

        Assert.Equal(0.25, metric.Value);
    }

    [Fact]
    public void A_reset_forgets_what_was_added()
    {
        var metric = new EsrMetric(1);
        metric.Add([9], [4]);

        metric.Reset();
        Assert.Equal(double.NaN, metric.Value);
        metric.Add([2], [4]);

        Assert.Equal(0.25, metric.Value);
    }

    [Fact]
    public void Settings_and_lengths_out_of_range_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => new EsrMetric(0));
        Assert.Throws<ArgumentOutOfRangeException>("channels", () => new EsrMetric(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("preEmphasis", () => new EsrMetric(1, preEmphasis: 1.5f));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new EsrMetric(1, epsilon: float.NaN));
        Expect.LengthError("predictions", 3, 4, () => new EsrMetric(3).Add(new float[4], new float[4]));
        Expect.LengthError("targets", 3, 4, () => new EsrMetric(3).Add(new float[3], new float[4]));
    }
}
