using UnrolledRnn.Training;

namespace UnrolledRnn.Text.Tests;

public class ContiguousBatchesTests
{
    /// <summary>Lengths of the text, streams and steps, each with each.</summary>
    public static IEnumerable<object[]> Sizes { get; } =
        from length in (int[])[2, 3, 10, 64, 65, 257]
        from batchSize in (int[])[1, 2, 3, 8]
        from sequenceLength in (int[])[1, 5, 64]
        select (object[])[length, batchSize, sequenceLength];

    [Fact]
    public void Streams_lie_side_by_side_in_a_chunk()
    {
        // Two streams of 3 targets: 10 11 12 13 and 13 14 15 16.
        var batches = new ContiguousBatches([10, 11, 12, 13, 14, 15, 16], batchSize: 2, sequenceLength: 3);

        (int[] tokens, int[] targets, _) = Assert.Single(ChunksOf(batches));

        Assert.Equal([10, 13, 11, 14, 12, 15], tokens);
        Assert.Equal([11, 14, 12, 15, 13, 16], targets);
    }

    [Fact]
    public void Places_behind_the_end_of_a_stream_have_no_target()
    {
        const int None = SoftmaxCrossEntropy.IgnoredTarget;
        var batches = new ContiguousBatches([10, 11, 12, 13], batchSize: 2, sequenceLength: 3);

        (int[] tokens, int[] targets, int counted) = Assert.Single(ChunksOf(batches));

        Assert.Equal([10, 12, 11, 0, 0, 0], tokens);
        Assert.Equal([11, 13, 12, None, None, None], targets);
        Assert.Equal(3, counted);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Each_token_but_the_first_is_a_target_once(int length, int batchSize, int sequenceLength)
    {
        ContiguousBatches batches = Batches(length, batchSize, sequenceLength);

        IEnumerable<int> targets = ChunksOf(batches)
            .SelectMany(chunk => chunk.Targets)
            .Where(target => target != SoftmaxCrossEntropy.IgnoredTarget);

        Assert.Equal(Enumerable.Range(1, length - 1), targets.Order());
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_target_is_the_token_after_its_input(int length, int batchSize, int sequenceLength)
    {
        foreach ((int[] tokens, int[] targets, _) in ChunksOf(Batches(length, batchSize, sequenceLength)))
        {
            Assert.All(tokens.Zip(targets), pair => Assert.True(
                pair.Second == pair.First + 1 || pair is (0, SoftmaxCrossEntropy.IgnoredTarget),
                $"{pair.Second} is the target of {pair.First}."));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_stream_goes_on_where_its_last_chunk_ended(int length, int batchSize, int sequenceLength)
    {
        List<(int[] Tokens, int[] Targets, int Counted)> chunks = ChunksOf(Batches(length, batchSize, sequenceLength));

        for (int stream = 0; stream < batchSize; stream++)
        {
            int[] targets = [.. chunks.SelectMany(chunk => chunk.Targets.Where((_, place) => place % batchSize == stream))];
            int[] real = [.. targets.TakeWhile(target => target != SoftmaxCrossEntropy.IgnoredTarget)];
            Assert.Equal(Enumerable.Range(real.FirstOrDefault(), real.Length), real);
            Assert.All(targets[real.Length..], target => Assert.Equal(SoftmaxCrossEntropy.IgnoredTarget, target));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Filling_returns_how_many_targets_are_there(int length, int batchSize, int sequenceLength)
    {
        ContiguousBatches batches = Batches(length, batchSize, sequenceLength);
        List<(int[] Tokens, int[] Targets, int Counted)> chunks = ChunksOf(batches);

        Assert.All(
            chunks, chunk => Assert.Equal(chunk.Targets.Count(target => target != SoftmaxCrossEntropy.IgnoredTarget), chunk.Counted));
        Assert.All(chunks, chunk => Assert.NotEqual(0, chunk.Counted));
        Assert.Equal(batches.TargetCount, chunks.Sum(chunk => chunk.Counted));
        Assert.Equal(length - 1, batches.TargetCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_text_without_anything_to_predict_is_refused(int length) =>
        Assert.Throws<ArgumentException>(() => new ContiguousBatches(new int[length], batchSize: 1, sequenceLength: 1));

    [Theory]
    [InlineData(0, 4)]
    [InlineData(-1, 4)]
    [InlineData(4, 0)]
    [InlineData(4, -1)]
    public void Sizes_below_one_are_refused(int batchSize, int sequenceLength) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Batches(10, batchSize, sequenceLength));

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_chunk_that_is_not_there_is_refused(int chunk) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Batches(9, batchSize: 2, sequenceLength: 2).Fill(chunk, new int[4], new int[4]));

    [Theory]
    [InlineData(3, 4)]
    [InlineData(4, 3)]
    [InlineData(5, 5)]
    public void Spans_of_another_length_are_refused(int tokens, int targets) =>
        Assert.Throws<ArgumentException>(() => Batches(9, batchSize: 2, sequenceLength: 2).Fill(0, new int[tokens], new int[targets]));

    /// <summary>The tokens are their own places in the text.</summary>
    private static ContiguousBatches Batches(int length, int batchSize, int sequenceLength) =>
        new([.. Enumerable.Range(0, length)], batchSize, sequenceLength);

    private static List<(int[] Tokens, int[] Targets, int Counted)> ChunksOf(ContiguousBatches batches) =>
    [
        .. Enumerable.Range(0, batches.Count).Select(chunk =>
        {
            int[] tokens = new int[batches.BatchSize * batches.SequenceLength];
            int[] targets = new int[tokens.Length];
            Array.Fill(tokens, int.MinValue);
            Array.Fill(targets, int.MinValue);
            int counted = batches.Fill(chunk, tokens, targets);
            return (tokens, targets, counted);
        }),
    ];
}
