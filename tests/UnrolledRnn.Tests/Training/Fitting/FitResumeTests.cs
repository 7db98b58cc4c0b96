using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Fitting;

public sealed class FitResumeTests : IDisposable
{
    private const int Epochs = 3;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sequences")]
    [InlineData("accumulated")]
    [InlineData("plateau")]
    public void A_run_that_is_cancelled_at_any_step_goes_on_to_the_bits_of_one_that_was_not(string kind)
    {
        Trainer<LastStepTwin> whole = SmallFit.Trainer();
        TrainingReport expected = whole.Fit(SmallFit.Sequences(23), Options(kind, path: null));
        for (int last = 0; last < expected.Steps; last++)
        {
            string path = _folder.PathOf($"{last}.safetensors");
            using var cancellation = new CancellationTokenSource();
            FitOptions options = Options(kind, path) with { Cancellation = cancellation.Token };
            if (last == 0)
            {
                cancellation.Cancel();
            }

            TrainingReport begun = SmallFit.Trainer().Fit(
                SmallFit.Sequences(23), options with { OnStep = step => CancelAt(step.Step, last, cancellation) });
            Assert.Equal(StopReason.Cancelled, begun.Stopped);

            Trainer<LastStepTwin> resumed = SmallFit.Trainer(seed: 99);
            TrainingReport report = resumed.Fit(SmallFit.Sequences(23), Options(kind, path) with { Resume = true });

            Expect.SameBits(whole.Network.Parameters, resumed.Network.Parameters);
            AssertSame(expected, report);
        }
    }

    [Fact]
    public void A_stream_goes_on_with_its_states()
    {
        Trainer<Filter> whole = FilterTrainer();
        TrainingReport expected = whole.Fit(SmallFit.Stream(200), Stream(path: null));
        string path = _folder.PathOf("stream.safetensors");
        using var cancellation = new CancellationTokenSource();
        FilterTrainer().Fit(
            SmallFit.Stream(200),
            Stream(path) with { Cancellation = cancellation.Token, OnStep = step => CancelAt(step.Step, 10, cancellation) });

        Trainer<Filter> resumed = FilterTrainer();
        TrainingReport report = resumed.Fit(SmallFit.Stream(200), Stream(path) with { Resume = true });

        Expect.SameBits(whole.Network.Parameters, resumed.Network.Parameters);
        AssertSame(expected, report);
    }

    [Fact]
    public void A_checkpoint_that_was_written_between_epochs_is_one_to_go_on_from()
    {
        string path = _folder.PathOf("steps.safetensors");
        byte[]? copy = null;
        FitOptions options = Options("sequences", path) with { CheckpointSteps = 4 };
        Trainer<LastStepTwin> whole = SmallFit.Trainer();
        whole.Fit(SmallFit.Sequences(23), options with { OnStep = step => copy = step.Step == 9 ? File.ReadAllBytes(path) : copy });

        File.WriteAllBytes(path, copy!);
        Trainer<LastStepTwin> resumed = SmallFit.Trainer(seed: 99);
        long first = 0;
        resumed.Fit(SmallFit.Sequences(23), options with { Resume = true, OnStep = step => first = first == 0 ? step.Step : first });

        Assert.Equal(9, first);
        Expect.SameBits(whole.Network.Parameters, resumed.Network.Parameters);
    }

    [Fact]
    public void A_run_that_has_ended_is_not_run_again()
    {
        string path = _folder.PathOf("done.safetensors");
        Trainer<LastStepTwin> whole = SmallFit.Trainer();
        whole.Fit(SmallFit.Sequences(23), Options("sequences", path));

        Trainer<LastStepTwin> again = SmallFit.Trainer(seed: 99);
        TrainingReport report = again.Fit(
            SmallFit.Sequences(23), Options("sequences", path) with { Resume = true, OnStep = _ => Assert.Fail("a step") });

        Assert.Equal(StopReason.EpochsDone, report.Stopped);
        Expect.SameBits(whole.Network.Parameters, again.Network.Parameters);
    }

    [Fact]
    public void A_checkpoint_of_other_data_is_refused()
    {
        string path = _folder.PathOf("data.safetensors");
        SmallFit.Trainer().Fit(SmallFit.Sequences(23), Options("sequences", path));

        Assert.Throws<ModelFormatException>(
            () => SmallFit.Trainer().Fit(SmallFit.Sequences(23, seed: 5), Options("sequences", path) with { Resume = true }));
    }

    [Fact]
    public void A_checkpoint_of_another_seed_is_refused()
    {
        string path = _folder.PathOf("seed.safetensors");
        SmallFit.Trainer().Fit(SmallFit.Sequences(23), Options("sequences", path));

        Assert.Throws<ModelFormatException>(
            () => SmallFit.Trainer().Fit(SmallFit.Sequences(23), Options("sequences", path) with { Resume = true, Seed = 6 }));
    }

    [Fact]
    public void A_checkpoint_holds_the_model_its_texts_and_its_normalisation()
    {
        string path = _folder.PathOf("texts.safetensors");
        FitOptions options = Options("sequences", path) with
        {
            NormalizesInputs = true,
            Texts = new Dictionary<string, string> { ["labels"] = "up,down" },
        };

        TrainingReport report = SmallFit.Trainer().Fit(SmallFit.Sequences(23), options);

        ModelFile.Load<LastStepTwin>(path, out IReadOnlyDictionary<string, string> texts);
        Assert.Equal("up,down", texts["labels"]);
        Expect.SameBits(report.InputNormalization!.Means, Normalization.Find(texts, Normalization.InputsKey)!.Means);
    }

    private static void CancelAt(long step, int last, CancellationTokenSource cancellation)
    {
        if (step == last)
        {
            cancellation.Cancel();
        }
    }

    private static void AssertSame(TrainingReport expected, TrainingReport actual)
    {
        Assert.Equal(expected.Steps, actual.Steps);
        Assert.Equal(expected.BestEpoch, actual.BestEpoch);
        Assert.Equal(expected.BestLoss, actual.BestLoss);
        Assert.Equal(expected.History.Count, actual.History.Count);
        foreach ((EpochResult epoch, EpochResult resumed) in expected.History.Zip(actual.History))
        {
            Assert.Equal(epoch with { Metrics = [] }, resumed with { Metrics = [] });
            Assert.Equal(epoch.Metrics, resumed.Metrics);
        }
    }

    private static FitOptions Options(string kind, string? path) => new()
    {
        Epochs = Epochs,
        ValidationShare = 0.2f,
        AccumulationSteps = kind == "accumulated" ? 2 : 1,
        Schedule = kind == "plateau" ? new ReduceOnPlateau(0.01f, 0.5f, patience: 0, threshold: 0.3f) : new CosineSchedule(0.02f, 15),
        Metrics = [new MaeMetric()],
        CheckpointPath = path,
        Seed = 42,
    };

    private static FitOptions Stream(string? path) => new()
    {
        Epochs = Epochs, ValidationShare = 0.2f, Metrics = [new EsrMetric(2)], CheckpointPath = path, Loss = new EsrLoss(2),
    };

    private static Trainer<Filter> FilterTrainer()
    {
        var network = new Filter(1);
        return new(network, new AdamW(network.Parameters.Length, 0.01f), batchSize: 2, maxGradientNorm: 1);
    }
}
