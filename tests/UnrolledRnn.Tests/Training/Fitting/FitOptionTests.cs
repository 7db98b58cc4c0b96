using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Fitting;

public sealed class FitOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(nameof(FitOptions.Epochs))]
    [InlineData(nameof(FitOptions.Patience))]
    [InlineData(nameof(FitOptions.AccumulationSteps))]
    [InlineData(nameof(FitOptions.MaxConsecutiveBadSteps))]
    [InlineData(nameof(FitOptions.CheckpointSteps))]
    [InlineData(nameof(TaskOptions.BatchSize))]
    public void Counts_below_1_are_refused_by_name(string name) => Assert.Throws<ArgumentOutOfRangeException>(name, () => name switch
    {
        nameof(FitOptions.Epochs) => new TaskOptions { Epochs = 0 },
        nameof(FitOptions.Patience) => new TaskOptions { Patience = 0 },
        nameof(FitOptions.AccumulationSteps) => new TaskOptions { AccumulationSteps = 0 },
        nameof(FitOptions.MaxConsecutiveBadSteps) => new TaskOptions { MaxConsecutiveBadSteps = 0 },
        nameof(FitOptions.CheckpointSteps) => new TaskOptions { CheckpointSteps = 0 },
        _ => new TaskOptions { BatchSize = 0 },
    });

    [Fact]
    public void A_share_of_all_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("ValidationShare", () => new FitOptions { ValidationShare = 1 });

    [Fact]
    public void Checkpoints_without_a_path_are_refused() => Refused(new FitOptions { Resume = true });

    [Fact]
    public void A_share_and_a_dataset_to_validate_with_are_refused() =>
        Refused(new FitOptions { ValidationShare = 0.5f, Validation = SmallFit.Sequences(4) });

    [Fact]
    public void Classes_to_validate_values_with_are_refused() =>
        Refused(new FitOptions { Validation = new SequenceDataset([new float[3]], 3, [0]) });

    [Fact]
    public void A_loss_that_ignores_another_target_is_refused() => Assert.Throws<ArgumentException>("options", () => SmallFit.Trainer().Fit(
        new SequenceDataset([new float[3]], 3, [0]), new FitOptions { ClassLoss = new CrossEntropyLoss(ignoredTarget: 7) }));

    [Fact]
    public void A_network_that_gives_no_logits_is_refused_for_classes()
    {
        var network = new TanhOutputTwin(1);
        var trainer = new Trainer<TanhOutputTwin>(network, new Adam(network.Parameters.Length), 1);

        Assert.Throws<InvalidOperationException>(() => trainer.Fit(new SequenceDataset([new float[3]], 3, [0])));
    }

    [Fact]
    public void Progress_hears_of_each_step()
    {
        var progress = new Steps();

        SmallFit.Trainer().Fit(SmallFit.Sequences(12), new FitOptions { Epochs = 2, Progress = progress });

        Assert.Equal([1L, 2, 3, 4, 5, 6], progress.Heard);
    }

    [Fact]
    public void A_checkpoint_is_written_when_its_time_has_come()
    {
        string path = _folder.PathOf("interval.safetensors");
        List<bool> exists = [];
        var options = new FitOptions
        {
            Epochs = 1, CheckpointPath = path, CheckpointInterval = TimeSpan.Zero, OnStep = _ => exists.Add(File.Exists(path)),
        };

        SmallFit.Trainer().Fit(SmallFit.Sequences(12), options);

        Assert.Equal([false, true, true], exists);
    }

    [Fact]
    public void Averages_are_what_is_validated_and_kept()
    {
        var network = new LastStepTwin(1);
        var optimizer = new NtAsgd(network.Parameters.Length, 0.1f, patience: 1);
        optimizer.StartAveraging();
        var trainer = new Trainer<LastStepTwin>(network, optimizer, SmallFit.BatchSize);
        List<float[]> averages = [];

        TrainingReport report = trainer.Fit(SmallFit.Sequences(12), new FitOptions
        {
            Epochs = 3,
            Validation = SmallFit.Sequences(8, seed: 2),
            OnEpoch = _ => averages.Add(optimizer.Averaged.ToArray()),
        });

        Assert.False(optimizer.IsSwapped);
        Expect.SameBits(averages[report.BestEpoch - 1], network.Parameters);
    }

    [Fact]
    public void A_cancelled_validation_is_run_again()
    {
        string path = _folder.PathOf("validation.safetensors");
        Trainer<LastStepTwin> whole = SmallFit.Trainer();
        FitOptions options = new() { Epochs = 3, Validation = SmallFit.Sequences(8, seed: 2), Metrics = [new MaeMetric()] };
        TrainingReport expected = whole.Fit(SmallFit.Sequences(12), options);
        using var cancellation = new CancellationTokenSource();
        TrainingReport cancelled = SmallFit.Trainer().Fit(SmallFit.Sequences(12), options with
        {
            CheckpointPath = path,
            Metrics = [new CancellingMetric(cancellation, at: 3)],
            Cancellation = cancellation.Token,
        });

        Trainer<LastStepTwin> resumed = SmallFit.Trainer(seed: 9);
        TrainingReport report = resumed.Fit(SmallFit.Sequences(12), options with { CheckpointPath = path, Resume = true });

        Assert.Equal(StopReason.Cancelled, cancelled.Stopped);
        Assert.Single(cancelled.History);
        Assert.Equal(expected.History.Select(epoch => epoch.ValidationLoss), report.History.Select(epoch => epoch.ValidationLoss));
        Expect.SameBits(whole.Network.Parameters, resumed.Network.Parameters);
    }

    [Fact]
    public void The_dataset_keeps_the_normalisation_that_it_had()
    {
        SequenceDataset data = SmallFit.Sequences(8);
        var own = new Normalization([1, 1, 1], [2, 2, 2]);
        data.InputNormalization = own;

        TrainingReport report = SmallFit.Trainer().Fit(data, new FitOptions { Epochs = 1, NormalizesInputs = true });

        Assert.Same(own, data.InputNormalization);
        Assert.NotSame(own, report.InputNormalization);
    }

    [Fact]
    public void Sequences_of_tokens_are_classified()
    {
        // Which token is the more frequent one.
        int[][] sequences = [.. Enumerable.Range(0, 90).Select(i => TestData.Tokens(1 + (i % 6), 2, i))];
        int[] classes = [.. sequences.Select(tokens => tokens.Sum() * 2 > tokens.Length ? 1 : 0)];
        var network = new TokenModel(1);
        var trainer = new Trainer<TokenModel>(network, new Adam(network.Parameters.Length, 0.02f), batchSize: 8);

        TrainingReport report = trainer.Fit(
            new TokenSequenceDataset(sequences, classes) { Packs = true },
            new FitOptions { Epochs = 30, Metrics = [new AccuracyMetric()] });

        Assert.True(report.History[^1].Metrics[0] > 0.9, $"{report.History[^1].Metrics[0]}");
    }

    private static void Refused(FitOptions options) =>
        Assert.Throws<ArgumentException>(nameof(options), () => SmallFit.Trainer().Fit(SmallFit.Sequences(4), options));

    private sealed class Steps : IProgress<FitStep>
    {
        public List<long> Heard { get; } = [];

        public void Report(FitStep value) => Heard.Add(value.Step);
    }

    private sealed class CancellingMetric(CancellationTokenSource cancellation, int at) : IValueMetric
    {
        private int _batches;

        public string Name => "cancelling";

        public double Value => 0;

        public void Add(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
        {
            if (++_batches == at)
            {
                cancellation.Cancel();
            }
        }

        public void Reset()
        {
        }
    }
}
