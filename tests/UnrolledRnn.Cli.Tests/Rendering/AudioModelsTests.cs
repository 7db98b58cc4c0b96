using UnrolledRnn.Cli.Rendering;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Tests;

public class AudioModelsTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1, 1, 2, 2)]
    [InlineData(2, 1, 2, 1)]
    [InlineData(2, 2, 2, 1)]
    [InlineData(1, 2, 1, 1)]
    public void Model_serves_all_channels_or_one(int inputs, int outputs, int channels, int count) =>
        Assert.Equal(count, AudioModels.CountFor(Models.Recurrent(inputs: inputs, outputs: outputs), "m", channels));

    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(3, 1, 2)]
    [InlineData(1, 2, 2)]
    public void Model_of_other_sizes_is_refused(int inputs, int outputs, int channels) => Assert.Throws<IOException>(() =>
        AudioModels.CountFor(Models.Recurrent(inputs: inputs, outputs: outputs), "m", channels));

    [Fact]
    public void Model_that_reads_both_ways_is_refused()
    {
        ModelDescription model = Models.Recurrent();
        var shape = new RecurrentLayerShape(RnnCell.Lstm, 1, 4, 8) { Bidirectional = true };
        ModelDescription bothWays = model with { Layers = [model.Layers[0] with { Shape = shape }, model.Layers[1]] };

        Assert.Contains("both ways", Refusal(bothWays), StringComparison.Ordinal);
    }

    [Fact]
    public void Model_of_one_output_in_a_sequence_is_refused() =>
        Assert.Contains("LastStep", Refusal(Models.Recurrent() with { Outputs = SequenceOutputs.LastStep }), StringComparison.Ordinal);

    [Fact]
    public void Every_channel_begins_where_the_first_does()
    {
        ModelDescription model = Models.Recurrent() with { PrewarmSeconds = 0.01 };

        IReadOnlyList<RecurrentModel> models = AudioModels.Open(model, 2, RecurrentModelOptions.Default);

        Assert.NotEqual(0, models[0].State[0]);
        Assert.Equal(models[0].State, models[1].State);
    }

    private static string Refusal(ModelDescription model) => Assert.Throws<IOException>(() => AudioModels.CountFor(model, "m", 1)).Message;
}
