using UnrolledRnn.Tests.Training.Datasets;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Fitting;

/// <summary>Training on batches that are shorter than the network's T steps.</summary>
public sealed class RandomLengthTests : IDisposable
{
    private const int BatchSize = 3;

    private static readonly Regularization s_recipe = new()
    {
        EmbeddingDropout = 0.1f,
        InputDropout = 0.3f,
        LayerDropout = 0.2f,
        OutputDropout = 0.3f,
        WeightDropout = 0.4f,
        ActivationPenalty = 2,
        TemporalActivationPenalty = 1,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_short_pass_is_that_of_a_network_of_so_many_steps(bool isRegularized, bool recomputes)
    {
        const int Rows = ShortWords.SequenceLength * BatchSize;
        Trainer<LongWords> trainer = Prepare(new LongWords(seed: 1));
        Trainer<ShortWords> expected = Prepare(new ShortWords(seed: 1));
        int[] tokens = TestData.Tokens(LongWords.SequenceLength * BatchSize, LongWords.InputSize);
        int[] targets = new int[tokens.Length];
        Array.Fill(targets, SoftmaxCrossEntropy.IgnoredTarget);
        tokens.AsSpan(5, Rows).CopyTo(targets);

        // What a longer pass has left behind must not matter.
        trainer.Train(tokens, tokens);
        expected.Train(tokens.AsSpan(0, Rows), tokens.AsSpan(0, Rows));
        trainer.ResetStates();
        expected.ResetStates();

        trainer.Tape.Steps = ShortWords.SequenceLength;
        double loss = trainer.Train(tokens, targets).Loss;

        Assert.Equal(expected.Train(tokens.AsSpan(0, Rows), targets.AsSpan(0, Rows)).Loss, loss);
        Expect.SameBits(expected.States, trainer.States);
        Assert.Equal(expected.Tape.Penalty, trainer.Tape.Penalty);
        Expect.Close(expected.Gradients.Values, trainer.Gradients.Values, 1e-6);

        Trainer<TNetwork> Prepare<TNetwork>(TNetwork network)
            where TNetwork : class, ITokenSequenceNetwork<TNetwork> =>
            new(network, new Sgd(network.Parameters.Length, learningRate: 0), BatchSize)
            {
                Regularization = isRegularized ? s_recipe : null,
                Recomputes = recomputes,
            };
    }

    [Fact]
    public void A_short_pass_is_as_good_as_new_behind_a_whole_one_of_bad_numbers()
    {
        int[] tokens = TestData.Tokens(LongWords.SequenceLength * BatchSize, LongWords.InputSize);
        int[] targets = new int[tokens.Length];
        Array.Fill(targets, SoftmaxCrossEntropy.IgnoredTarget);
        tokens.AsSpan(5, ShortWords.SequenceLength * BatchSize).CopyTo(targets);

        // With smoothing, logits are kept for all steps, and go back through all of them.
        var loss = new CrossEntropyLoss(labelSmoothing: 0.1f);
        Trainer<LongWords> trainer = Prepare();
        float[] parameters = trainer.Network.Parameters.ToArray();
        trainer.Network.Parameters.Fill(float.NaN);
        Assert.True(trainer.Train(tokens, tokens, loss).WasSkipped);
        parameters.CopyTo(trainer.Network.Parameters);
        trainer.ResetStates();
        Trainer<LongWords> expected = Prepare();

        trainer.Tape.Steps = ShortWords.SequenceLength;
        expected.Tape.Steps = ShortWords.SequenceLength;

        Assert.Equal(expected.Train(tokens, targets, loss), trainer.Train(tokens, targets, loss));
        Expect.SameBits(expected.Gradients.Values, trainer.Gradients.Values);

        static Trainer<LongWords> Prepare()
        {
            var network = new LongWords(seed: 1);
            return new(network, new Sgd(network.Parameters.Length, learningRate: 0), BatchSize);
        }
    }

    [Fact]
    public void A_short_batch_moves_the_parameters_with_its_part_of_the_learning_rate()
    {
        float[] before = new LongWords(seed: 1).Parameters.ToArray();
        float[] whole = Change(WindowLengths.Fixed);

        float[] part = Change(WindowLengths.RandomStart);

        Assert.Contains(whole, change => Math.Abs(change) > 0.01f);
        Expect.Close(whole.Select(change => change * 9 / LongWords.SequenceLength).ToArray(), part, 1e-5);

        float[] Change(WindowLengths lengths)
        {
            // One stream of nine steps, whose first length is drawn longer.
            var data = new TokenStreamDataset(TestData.Tokens(10, 300)) { WindowLengths = lengths };
            var network = new LongWords(seed: 1);
            var trainer = new Trainer<LongWords>(network, new Sgd(network.Parameters.Length, learningRate: 1), batchSize: 1);
            trainer.Fit(data, new FitOptions { Epochs = 1, Seed = 2 });
            Assert.Equal(1, trainer.Optimizer.LearningRate);
            return [.. network.Parameters.ToArray().Zip(before, (after, start) => after - start)];
        }
    }

    [Theory]
    [InlineData(WindowLengths.RandomStart)]
    [InlineData(WindowLengths.Random)]
    public void A_run_goes_on_to_the_bits_of_one_that_was_not_cancelled(WindowLengths lengths)
    {
        Trainer<LongWords> whole = Trainer(seed: 1);
        TrainingReport expected = whole.Fit(Data(lengths), Options());
        using var cancellation = new CancellationTokenSource();
        Trainer(seed: 1).Fit(Data(lengths), Options() with { Cancellation = cancellation.Token, OnStep = step => CancelAt(step.Step) });

        Trainer<LongWords> resumed = Trainer(seed: 99);
        TrainingReport report = resumed.Fit(Data(lengths), Options() with { Resume = true });

        Expect.SameBits(whole.Network.Parameters, resumed.Network.Parameters);
        Assert.Equal(expected.Steps, report.Steps);
        Assert.Equal(expected.History[^1].Loss, report.History[^1].Loss);

        FitOptions Options() => new() { Epochs = 3, ValidationShare = 0.2f, Seed = 4, CheckpointPath = _folder.PathOf("run.safetensors") };

        void CancelAt(long step)
        {
            if (step == 13)
            {
                cancellation.Cancel();
            }
        }
    }

    [Fact]
    public void A_line_of_code_draws_lengths_for_a_language_model()
    {
        int[] tokens = TestData.Tokens(1500, 300);
        List<int> batches = [];
        var options = new TaskOptions { Epochs = 4, BatchSize = BatchSize, WindowLengths = WindowLengths.Random };

        TrainingReport report = Fit.LanguageModel<LongWords>(
            tokens, options: options with { OnStep = step => batches.Add(step.BatchCount) }).Report!;

        Assert.True(batches.Distinct().Count() > 1, "epochs have as many batches as lengths come to");
        Assert.Equal(batches.Count, report.Steps);
    }

    private static TokenStreamDataset Data(WindowLengths lengths) => new(TestData.Tokens(900, 300)) { WindowLengths = lengths };

    private static Trainer<LongWords> Trainer(int seed)
    {
        var network = new LongWords(seed);
        return new(network, new NtAsgd(network.Parameters.Length, learningRate: 5), BatchSize, maxGradientNorm: 0.25f)
        {
            Regularization = s_recipe,
        };
    }
}
