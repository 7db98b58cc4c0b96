using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Datasets;

public class RefusedDataTests
{
    [Fact]
    public void A_value_that_is_no_number_is_named_by_sequence_step_and_column()
    {
        float[][] sequences = [new float[6], [0, 0, 0, 0, float.NaN, 0]];

        ArgumentException exception = Assert.Throws<ArgumentException>("sequences", () => new SequenceDataset(sequences, 3, [0, 1]));

        Assert.Contains("NaN at sequence 1, step 1, column 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_that_is_no_number_is_named()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            "targets", () => new SequenceDataset([new float[3]], 3, [[0, float.PositiveInfinity]], 2));

        Assert.Contains("sequence 0, step 0, column 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_with_an_infinite_value_is_refused_with_its_step() => Assert.Contains(
        "step 2, column 0",
        Assert.Throws<ArgumentException>("series", () => new SeriesDataset(new[] { 0, 0, 0, 0, float.NegativeInfinity, 0 }, 2)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_sequence_longer_than_T_is_refused_with_its_number()
    {
        var data = new SequenceDataset([new float[3], new float[24]], 3, [0, 1]);

        ArgumentException exception = Assert.Throws<ArgumentException>("shape", () => data.CreateBatches(ElmanTanh.Shape, 1));

        Assert.Contains("8 steps in sequence 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_the_network_has_not_is_named() => Assert.Contains(
        "got 2 at sequence 1",
        Assert.Throws<ArgumentException>(
            () => new SequenceDataset([new float[3], new float[3]], 3, [0, 2]).CreateBatches(ElmanTanh.Shape, 1)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_token_that_the_network_has_not_is_named() => Assert.Contains(
        "got 3 at step 2",
        Assert.Throws<ArgumentException>(() => new TokenStreamDataset((int[])[0, 1, 3]).CreateBatches(TokenModel.Shape, 1)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Targets_of_each_step_do_not_fit_a_network_that_gives_the_last_alone() => Assert.Throws<ArgumentException>(
        "shape", () => new SequenceDataset([new float[6]], 3, [new float[4]], 2).CreateBatches(LastStepTwin.Shape, 1));

    [Fact]
    public void Inputs_of_another_size_than_the_network_reads_are_refused() => Assert.Throws<ArgumentException>(
        "shape", () => new SequenceDataset([new float[4]], 2, [0]).CreateBatches(ElmanTanh.Shape, 1));

    [Fact]
    public void An_empty_sequence_is_refused() =>
        Assert.Throws<ArgumentException>("sequences", () => new SequenceDataset([new float[3], []], 3, [0, 1]));

    [Fact]
    public void A_stream_does_not_fit_a_network_that_gives_the_last_step_alone() => Assert.Throws<ArgumentException>(
        "shape", () => new StreamDataset(new float[30], 3, new float[20], 2).CreateBatches(LastStepTwin.Shape, 1));

    [Fact]
    public void A_share_that_leaves_nothing_is_refused() =>
        Assert.Throws<ArgumentException>("share", () => new SequenceDataset([new float[3]], 3, [0]).Split(0.5f, 1));
}
