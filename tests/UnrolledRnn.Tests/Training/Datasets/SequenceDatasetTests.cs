using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Datasets;

public class SequenceDatasetTests
{
    private const int T = ElmanTanh.SequenceLength;

    [Fact]
    public void A_short_sequence_ends_a_row_behind_zeros_that_do_not_count()
    {
        var data = new SequenceDataset([[1, 2, 3, 4, 5, 6]], inputSize: 3, [[7, 8, 9, 10]], targetSize: 2);

        Batch batch = First(data, ElmanTanh.Shape, batchSize: 1);

        Assert.Equal([.. new float[(T - 2) * 3], 1, 2, 3, 4, 5, 6], batch.Inputs.ToArray());
        Assert.Equal([.. new float[(T - 2) * 2], 7, 8, 9, 10], batch.Targets.ToArray());
        Assert.Equal([.. new float[T - 2], 1, 1], batch.Weights.ToArray());
        Assert.Equal([T - 2], Marks(batch));
        Assert.Equal(2, batch.Counted);
        Assert.True(batch.StartsSequences);
    }

    [Fact]
    public void A_full_sequence_has_no_mark()
    {
        var data = new SequenceDataset([TestData.Floats(T * 3)], inputSize: 3, [[1f, 2f]], targetSize: 2);
        BatchSource source = data.CreateBatches(ElmanTanh.Shape, batchSize: 1);

        Assert.False(source.HasRestarts);
        Assert.Empty(Marks(First(data, ElmanTanh.Shape, batchSize: 1)));
    }

    [Fact]
    public void The_target_of_a_sequence_is_that_of_its_last_step()
    {
        var data = new SequenceDataset([TestData.Floats(6), TestData.Floats(9)], inputSize: 3, [1, 0]);

        Batch batch = First(data, ElmanTanh.Shape, batchSize: 2);

        Assert.Equal([0, 1], batch.Classes[^2..].ToArray().Order());
        Assert.All(batch.Classes[..^2].ToArray(), target => Assert.Equal(SoftmaxCrossEntropy.IgnoredTarget, target));
    }

    [Fact]
    public void A_network_that_gives_the_last_step_alone_has_one_target_a_row()
    {
        var data = new SequenceDataset([TestData.Floats(6)], inputSize: 3, [[5f, 6f]], targetSize: 2);

        Batch batch = First(data, LastStepTwin.Shape, batchSize: 2);

        Assert.Equal([5, 6, 0, 0], batch.Targets.ToArray());
        Assert.Equal([1, 0], batch.Weights.ToArray());
    }

    [Fact]
    public void Each_sequence_is_in_an_epoch_once_in_an_order_of_the_seed_and_the_epoch()
    {
        SequenceDataset data = Numbered([.. Enumerable.Repeat(2, 20)]);

        Assert.Equal(Enumerable.Range(0, 20), Order(data, 1, 0).Order());
        Assert.Equal(Order(data, 1, 0), Order(data, 1, 0));
        Assert.NotEqual(Order(data, 1, 0), Order(data, 1, 1));
        Assert.NotEqual(Order(data, 1, 0), Order(data, 2, 0));
    }

    [Fact]
    public void Packed_sequences_share_rows_and_each_begins_anew()
    {
        SequenceDataset data = Numbered([2, 5, 3, 4], packs: true);
        BatchSource source = data.CreateBatches(ElmanTanh.Shape, batchSize: 2);
        var batch = new Batch(ElmanTanh.Shape, 2, hasTokens: false, hasClasses: true);

        source.Begin(seed: 3, epoch: 0);
        source.Fill(0, batch);

        Assert.Equal(1, source.Count);
        Assert.Equal([0, 0, 1, 1], batch.Classes.ToArray().Where(target => target >= 0).Order());
        Assert.Equal(2, Marks(batch).Length);
        Assert.DoesNotContain(0f, batch.Inputs.ToArray());
    }

    [Fact]
    public void Packed_epochs_have_as_many_batches_and_every_sequence()
    {
        SequenceDataset data = Numbered([.. Enumerable.Range(0, 50).Select(i => 1 + (i * 5 % T))], packs: true);

        Assert.All(Enumerable.Range(0, 4), epoch => Assert.Equal(Enumerable.Range(0, 50), Order(data, 1, epoch).Order()));
    }

    [Fact]
    public void Padding_is_zero_behind_a_normalisation_too()
    {
        var data = new SequenceDataset([[1, 2, 3, 4, 5, 6]], inputSize: 3, [0])
        {
            InputNormalization = new Normalization([1, 2, 3], [1, 2, 4]),
        };

        Batch batch = First(data, ElmanTanh.Shape, batchSize: 1);

        Assert.Equal([.. new float[((T - 2) * 3) + 3], 3, 1.5f, 0.75f], batch.Inputs.ToArray());
    }

    [Fact]
    public void A_split_draws_whole_sequences_by_the_seed()
    {
        SequenceDataset data = Numbered([.. Enumerable.Repeat(2, 10)]);

        (Dataset training, Dataset validation) = data.Split(0.3f, seed: 5);

        int[] drawn = Order((SequenceDataset)validation, 1, 0);
        Assert.Equal(3, drawn.Length);
        Assert.Equal(Enumerable.Range(0, 10), Order((SequenceDataset)training, 1, 0).Concat(drawn).Order());
        Assert.NotEqual(drawn.Order(), Order((SequenceDataset)data.Split(0.3f, seed: 6).Validation, 1, 0).Order());
    }

    [Fact]
    public void A_batch_is_filled_without_allocation()
    {
        SequenceDataset data = Numbered([1, 2, 3, 4, 5, 6, 7], packs: true);
        BatchSource source = data.CreateBatches(ElmanTanh.Shape, batchSize: 2);
        var batch = new Batch(ElmanTanh.Shape, 2, hasTokens: false, hasClasses: true);

        Assert.Equal(0, Allocation.AfterWarmUp(() =>
        {
            source.Begin(1, 2);
            source.Fill(1, batch);
        }));
    }

    internal static int[] Order(SequenceDataset data, long seed, long epoch)
    {
        BatchSource source = data.CreateBatches(ElmanTanh.Shape, batchSize: 3);
        var batch = new Batch(ElmanTanh.Shape, 3, hasTokens: false, hasClasses: true);
        List<int> order = [];
        source.Begin(seed, epoch);
        for (int i = 0; i < source.Count; i++)
        {
            source.Fill(i, batch);
            order.AddRange(batch.Inputs.ToArray().Where(value => value >= 1).Select(value => (int)value - 1).Distinct());
        }

        return [.. order];
    }

    /// <summary>Sequences whose inputs are their number plus 1.</summary>
    private static SequenceDataset Numbered(int[] lengths, bool packs = false) => new(
        [.. lengths.Select((length, i) => Enumerable.Repeat(i + 1f, length * 3).ToArray())],
        inputSize: 3,
        [.. lengths.Select((_, i) => i % 2)])
    {
        Packs = packs,
    };

    private static Batch First(SequenceDataset data, NetworkShape shape, int batchSize)
    {
        var batch = new Batch(shape, batchSize, hasTokens: false, data.HasClasses);
        data.CreateBatches(shape, batchSize).Fill(0, batch);
        return batch;
    }

    private static int[] Marks(Batch batch) =>
        [.. Enumerable.Range(0, batch.Restarts.Length).Where(i => batch.Restarts[i])];
}
