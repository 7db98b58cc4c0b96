using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Fitting;

public sealed class FitBadStepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_batch_whose_loss_overflows_is_left_out_and_the_run_goes_on_as_without_it()
    {
        List<BadStep> told = [];
        Trainer<LastStepTwin> with = SmallFit.Trainer();
        TrainingReport report = with.Fit(
            Overflowing(at: 0, count: 1), new FitOptions { Epochs = 2, OnBadStep = told.Add, Loss = new Overflow() });

        Assert.Equal(2, report.BadSteps.Count);
        Assert.Equal(told, report.BadSteps);
        Assert.All(report.BadSteps, step => Assert.Equal("loss", step.Where));
        Assert.All(report.History, epoch => Assert.Equal(1, epoch.SkippedSteps));
        Assert.All(report.History, epoch => Assert.True(double.IsFinite(epoch.Loss)));
        Assert.All(with.Network.Parameters.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void A_gradient_that_is_no_number_is_named_by_its_tensor()
    {
        TrainingReport report = SmallFit.Trainer().Fit(SmallFit.Sequences(4), new FitOptions { Epochs = 1, Loss = new InfiniteGradient() });

        BadStep step = Assert.Single(report.BadSteps);
        Assert.Equal(LastStepTwin.Tensors.First(tensor => tensor.Name == step.Where).Name, step.Where);
        Assert.Contains("gradient", step.What, StringComparison.Ordinal);
        Assert.Equal((1, 1L, 0), (step.Epoch, step.Step, step.Batch));
    }

    [Fact]
    public void Too_many_in_a_row_end_the_run_and_leave_the_checkpoint()
    {
        string path = _folder.PathOf("bad.safetensors");
        Trainer<LastStepTwin> trainer = SmallFit.Trainer();
        var loss = new FailsAfter(6);
        byte[] good = [];
        var options = new FitOptions
        {
            Epochs = 9, Loss = loss, CheckpointPath = path, MaxConsecutiveBadSteps = 3, OnEpoch = _ => good = File.ReadAllBytes(path),
        };

        TrainingReport report = trainer.Fit(SmallFit.Sequences(12), options);

        Assert.Equal(StopReason.TooManyBadSteps, report.Stopped);
        Assert.Equal(9, report.Steps);
        Assert.Equal(2, report.History.Count);
        Assert.Equal(good, File.ReadAllBytes(path));
    }

    [Fact]
    public void The_tape_is_as_good_as_new_behind_a_bad_step()
    {
        Trainer<LastStepTwin> bad = SmallFit.Trainer();
        Trainer<LastStepTwin> good = SmallFit.Trainer();

        bad.Fit(SmallFit.Sequences(4), new FitOptions { Epochs = 3, Loss = new InfiniteGradient() });
        bad.Fit(SmallFit.Sequences(12), new FitOptions { Epochs = 2 });
        good.Fit(SmallFit.Sequences(12), new FitOptions { Epochs = 2 });

        Expect.SameBits(good.Network.Parameters, bad.Network.Parameters);
    }

    private static SequenceDataset Overflowing(int at, int count)
    {
        float[][] inputs = [.. Enumerable.Range(0, 12).Select(i => TestData.Floats(21, i))];
        float[][] targets = [.. inputs.Select((_, i) => new float[] { i >= at && i < at + count ? 1e30f : 0, 0 })];
        return new(inputs, 3, targets, 2);
    }

    /// <summary>A mean squared error in float, so that large targets are too much for it.</summary>
    private sealed class Overflow : ILoss
    {
        private readonly MseLoss _loss = new();

        public double Compute(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients) =>
            (float)_loss.Compute(predictions, targets, gradients);
    }

    private sealed class InfiniteGradient : ILoss
    {
        public double Compute(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients)
        {
            gradients.Fill(float.PositiveInfinity);
            return 1;
        }
    }

    private sealed class FailsAfter(int good) : ILoss
    {
        private readonly MseLoss _loss = new();
        private int _calls;

        public double Compute(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients)
        {
            double loss = _loss.Compute(predictions, targets, gradients);
            return ++_calls > good ? double.NaN : loss;
        }
    }
}
