using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Datasets;

public class StreamDatasetTests
{
    private const int T = Filter.SequenceLength;

    [Fact]
    public void Streams_go_on_from_batch_to_batch_and_every_step_is_a_target_once()
    {
        List<Batch> batches = Batches(Recording(100), batchSize: 3);

        Assert.Equal(Enumerable.Range(1, 100).Select(i => (float)-i), Counted(batches).OrderDescending());
        Assert.Equal([true, false, false], batches.Select(batch => batch.StartsSequences));
        for (int row = 0; row < 3; row++)
        {
            Assert.Equal((row * 34) + 1, batches[0].Inputs[row]);
            Assert.Equal((row * 34) + T + 1, batches[1].Inputs[row]);
        }
    }

    [Fact]
    public void A_stream_reads_what_is_before_it_and_is_not_measured_there()
    {
        List<Batch> batches = Batches(Recording(100, warmUpSteps: 5), batchSize: 2);

        Assert.Equal(Enumerable.Range(1, 100).Select(i => (float)-i), Counted(batches).OrderDescending());
        Assert.Equal([46, 47, 48, 49, 50, 51], Enumerable.Range(0, 6).Select(step => batches[0].Inputs[(step * 2) + 1]));
        Assert.Equal([0, 0, 0, 0, 0, 1], Enumerable.Range(0, 6).Select(step => batches[0].Weights[(step * 2) + 1]));
    }

    [Fact]
    public void The_first_stream_has_nothing_to_read_before_and_begins_behind_zeros()
    {
        List<Batch> batches = Batches(Recording(100, warmUpSteps: 5), batchSize: 2);

        Assert.Equal([0, 0, 0, 0, 0, 1], Enumerable.Range(0, 6).Select(step => batches[0].Inputs[step * 2]));
        Assert.Equal([5 * 2], Enumerable.Range(0, T * 2).Where(i => batches[0].Restarts[i]));
    }

    [Fact]
    public void The_last_part_is_for_validation_and_warms_up_on_the_first()
    {
        (Dataset training, Dataset validation) = Recording(100, warmUpSteps: 5).Split(0.2f, 1);

        Assert.Equal(-80, Counted(Batches(training, 2)).Min());
        List<Batch> batches = Batches(validation, 2);
        Assert.Equal(Enumerable.Range(81, 20).Select(i => (float)-i), Counted(batches).OrderDescending());
        Assert.Equal(76, batches[0].Inputs[0]);
    }

    [Fact]
    public void Targets_for_another_number_of_steps_are_refused() =>
        Assert.Throws<ArgumentException>("targets", () => new StreamDataset(new float[4], 1, new float[5], 1));

    [Fact]
    public void A_text_foretells_each_token_but_the_first_once()
    {
        int[] tokens = [.. Enumerable.Range(0, 40).Select(i => i % 3)];
        BatchSource source = new TokenStreamDataset(tokens).CreateBatches(TokenModel.Shape, batchSize: 2);
        var batch = new Batch(TokenModel.Shape, 2, hasTokens: true, hasClasses: true);
        long counted = 0;
        for (int i = 0; i < source.Count; i++)
        {
            source.Fill(i, batch);
            counted += batch.Counted;
            for (int at = 0; at < batch.Classes.Length; at++)
            {
                Assert.Contains(batch.Classes[at], new[] { (batch.Tokens[at] + 1) % 3, SoftmaxCrossEntropy.IgnoredTarget });
            }
        }

        Assert.Equal(39, counted);
    }

    [Fact]
    public void An_ignored_token_is_an_input_and_no_target()
    {
        BatchSource source = new TokenStreamDataset((int[])[1, 0, 2, 0, 1], ignored: 0).CreateBatches(TokenModel.Shape, batchSize: 1);
        var batch = new Batch(TokenModel.Shape, 1, hasTokens: true, hasClasses: true);

        source.Fill(0, batch);

        Assert.Equal([1, 0, 2, 0, 0, 0], batch.Tokens.ToArray());
        Assert.Equal([-100, 2, -100, 1, -100, -100], batch.Classes.ToArray());
        Assert.Equal(2, batch.Counted);
    }

    private static StreamDataset Recording(int steps, int warmUpSteps = 0) => new(
        Enumerable.Range(1, steps).Select(i => (float)i).ToArray(),
        1,
        Enumerable.Range(1, steps).Select(i => (float)-i).ToArray(),
        1,
        warmUpSteps);

    private static IEnumerable<float> Counted(List<Batch> batches) =>
        batches.SelectMany(batch => batch.Targets.ToArray().Where((_, i) => batch.Weights[i] == 1));

    private static List<Batch> Batches(Dataset data, int batchSize)
    {
        BatchSource source = data.CreateBatches(Filter.Shape, batchSize);
        List<Batch> batches = [];
        for (int i = 0; i < source.Count; i++)
        {
            batches.Add(new Batch(Filter.Shape, batchSize, hasTokens: false, hasClasses: false));
            source.Fill(i, batches[i]);
        }

        return batches;
    }
}
