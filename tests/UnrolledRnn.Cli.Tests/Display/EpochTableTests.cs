using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Tests;

public class EpochTableTests
{
    private static readonly EpochRow s_row = new()
    {
        Epoch = 3,
        Epochs = 20,
        Step = 57,
        Loss = 1.50004,
        ValidationLoss = 2 * Math.Log(2),
        TokensPerSecond = 123456.7,
        PeakShare = 0.256,
        LearningRate = 4e-3f,
        GradientNorm = 0.75,
    };

    [Fact]
    public void A_row_stands_below_its_headings()
    {
        Assert.Equal(
            "    epoch     loss  held out  bits/char  perplexity      char/s  of peak       rate  gradient", EpochTable.Headings(s_row));
        Assert.Equal("     3/20   1.5000    1.3863      2.000           4     123,457   25.6 %      0.004      0.75", EpochTable.Row(s_row));
    }

    [Fact]
    public void A_row_of_values_has_their_metric()
    {
        EpochRow row = s_row with { MetricName = "MAE", Metric = 0.25 };

        Assert.Equal("    epoch        loss    held out         MAE     steps/s  of peak       rate  gradient", EpochTable.Headings(row));
        Assert.Equal("     3/20         1.5      1.3863        0.25     123,457   25.6 %      0.004      0.75", EpochTable.Row(row));
    }

    [Fact]
    public void A_peak_that_nobody_measured_leaves_its_place_empty() =>
        Assert.Equal(
            EpochTable.Row(s_row).Replace("25.6 %", "      ", StringComparison.Ordinal), EpochTable.Row(s_row with { PeakShare = null }));

    [Fact]
    public void Steps_that_were_left_out_are_told() =>
        Assert.EndsWith("  2 steps left out: no numbers", EpochTable.Row(s_row with { SkippedSteps = 2 }), StringComparison.Ordinal);
}
