using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Datasets;

/// <summary>How the streams of a text are cut where lengths are drawn.</summary>
public sealed class WindowLengthsTests
{
    private const int T = LongWords.SequenceLength;

    [Theory]
    [InlineData(WindowLengths.Fixed)]
    [InlineData(WindowLengths.RandomStart)]
    [InlineData(WindowLengths.Random)]
    public void Each_token_but_the_first_is_a_target_once_an_epoch_whatever_is_drawn(WindowLengths lengths)
    {
        BatchSource source = Source(lengths, tokens: 300, batchSize: 4);
        for (int epoch = 0; epoch < 5; epoch++)
        {
            source.Begin(seed: 3, epoch);

            Assert.Equal(Enumerable.Range(1, 299), Batches(source, 4).SelectMany(batch => Targets(batch)).Order());
        }
    }

    [Theory]
    [InlineData(WindowLengths.RandomStart)]
    [InlineData(WindowLengths.Random)]
    public void A_batch_goes_on_behind_the_steps_of_the_one_before(WindowLengths lengths)
    {
        List<Batch> batches = Batches(Source(lengths, tokens: 300, batchSize: 1), batchSize: 1);

        Assert.Equal(299, batches.Sum(batch => batch.Steps));
        Assert.All(batches, batch => Assert.Equal(batch == batches[0], batch.StartsSequences));
        Assert.Equal(Enumerable.Range(0, 299), batches.SelectMany(batch => batch.Tokens[..batch.Steps].ToArray()));
    }

    [Theory]
    [InlineData(WindowLengths.RandomStart)]
    [InlineData(WindowLengths.Random)]
    public void Lengths_come_again_from_seed_and_epoch_and_are_others_from_others(WindowLengths lengths)
    {
        int[] first = Lengths(Source(lengths, 4000, 2), seed: 1, epoch: 1);

        Assert.Equal(first, Lengths(Source(lengths, 4000, 2), seed: 1, epoch: 1));
        Assert.NotEqual(first, Lengths(Source(lengths, 4000, 2), seed: 1, epoch: 2));
        Assert.NotEqual(first, Lengths(Source(lengths, 4000, 2), seed: 2, epoch: 1));
    }

    [Fact]
    public void Lengths_are_drawn_as_those_of_the_published_recipe()
    {
        int[] lengths = Lengths(Source(WindowLengths.Random, tokens: 40_000, batchSize: 1), seed: 1, epoch: 0)[..^1];

        Assert.All(lengths, length => Assert.InRange(length, 5, T));

        // Of those about T the upper half is cut to T; about T / 2 = 20 there are few others.
        Assert.InRange(lengths.Count(length => length == T) / (double)lengths.Length, 0.44, 0.51);
        Assert.InRange(lengths.Count(length => length <= 24) / (double)lengths.Length, 0.03, 0.06);
        double spread = Math.Sqrt(lengths.Where(length => length > 24).Select(length => Math.Pow(T - length, 2)).Average());
        Assert.InRange(spread, 3.3, 4.2);
    }

    [Fact]
    public void Only_the_first_length_is_drawn_where_the_start_is()
    {
        int[][] epochs = [.. Enumerable.Range(0, 30).Select(epoch => Lengths(Source(WindowLengths.RandomStart, 1000, 1), 1, epoch))];

        Assert.All(epochs, lengths => Assert.All(lengths[1..^1], length => Assert.Equal(T, length)));
        Assert.InRange(epochs.Select(lengths => lengths[0]).Distinct().Count(), 15, 30);
    }

    [Fact]
    public void Other_lengths_are_other_data_to_a_checkpoint() =>
        Assert.Equal(3, Enum.GetValues<WindowLengths>().Select(lengths => Data(lengths, 50).Fingerprint).Distinct().Count());

    [Fact]
    public void The_part_for_validation_has_all_steps()
    {
        (Dataset training, Dataset validation) = Data(WindowLengths.Random, 300).Split(0.2f, seed: 1);

        Assert.Equal(WindowLengths.Random, ((TokenStreamDataset)training).WindowLengths);
        Assert.Equal(WindowLengths.Fixed, ((TokenStreamDataset)validation).WindowLengths);
    }

    [Fact]
    public void A_batch_of_a_network_that_gives_the_last_step_alone_has_all_steps() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            "Steps", () => new Batch(Networks.LastStepTwin.Shape, 2, hasTokens: false, hasClasses: false) { Steps = 1 });

    [Fact]
    public void Lengths_that_do_not_exist_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("WindowLengths", () => Data((WindowLengths)3, 50));

    private static TokenStreamDataset Data(WindowLengths lengths, int tokens) =>
        new(Enumerable.Range(0, tokens).Select(i => i % 300).ToArray()) { WindowLengths = lengths };

    private static BatchSource Source(WindowLengths lengths, int tokens, int batchSize) =>
        Data(lengths, tokens).CreateBatches(LongWords.Shape, batchSize);

    private static int[] Lengths(BatchSource source, long seed, long epoch)
    {
        source.Begin(seed, epoch);
        return [.. Batches(source, batchSize: 2).Select(batch => batch.Steps)];
    }

    private static List<Batch> Batches(BatchSource source, int batchSize)
    {
        List<Batch> batches = [];
        for (int i = 0; i < source.Count; i++)
        {
            batches.Add(new Batch(LongWords.Shape, batchSize, hasTokens: true, hasClasses: true));
            source.Fill(i, batches[i]);
        }

        return batches;
    }

    private static int[] Targets(Batch batch) =>
        [.. batch.Classes.ToArray().Where(target => target != SoftmaxCrossEntropy.IgnoredTarget)];
}
