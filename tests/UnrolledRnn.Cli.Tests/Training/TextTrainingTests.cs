using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Tests;

public class TextTrainingTests
{
    private static readonly string s_text = Texts.Sentences(2500);
    private static readonly TrainingOptions s_options = new() { Epochs = 2, BatchSize = 4, Seed = 11 };

    [Fact]
    public void The_same_seed_gives_the_same_parameters_to_the_last_bit() =>
        Assert.Equal(Bits(Trained(s_options)), Bits(Trained(s_options)));

    [Fact]
    public void Another_seed_gives_other_parameters() =>
        Assert.NotEqual(Bits(Trained(s_options)), Bits(Trained(s_options with { Seed = 12 })));

    [Fact]
    public void Training_lowers_the_loss_on_both_parts()
    {
        TextTrainer<CharacterModel> training = Trained(s_options with { Epochs = 4, LearningRate = 4e-3f });

        LossHistory history = training.History;
        Assert.True(history.Training[^1].Loss < history.Training[0].Loss);
        Assert.True(history.HeldOut[^1].Loss < history.HeldOut[0].Loss);
    }

    [Fact]
    public void Without_training_every_token_is_about_as_likely_as_another() =>
        Assert.Equal(Math.Log(96), new TextTrainer<CharacterModel>(s_text, s_options).EvaluateHeldOut(), tolerance: 1);

    [Fact]
    public void Evaluating_changes_nothing()
    {
        TextTrainer<CharacterModel> training = Trained(s_options);
        int[] before = Bits(training);

        Assert.Equal(training.EvaluateHeldOut(), training.EvaluateHeldOut());
        Assert.Equal(before, Bits(training));
    }

    [Fact]
    public void Progress_is_reported_after_each_update()
    {
        List<TrainingProgress> reports = [];
        var training = new TextTrainer<CharacterModel>(s_text, s_options);

        bool completed = training.Run(new TrainingReporter(reports.Add), () => { }, CancellationToken.None);

        // 2251 targets in 4 streams of 563, each of 9 chunks of 64 steps.
        Assert.True(completed);
        Assert.Equal([.. Enumerable.Repeat(1, 9), .. Enumerable.Repeat(2, 9)], reports.Select(report => report.Epoch));
        Assert.Equal(
            Enumerable.Range(1, 18).Select(i => i / 18.0), reports.Select(report => report.Fraction), (x, y) => Math.Abs(x - y) < 1e-9);
        Assert.All(reports, report => Assert.True(report is { Epochs: 2, TokensPerSecond: > 0, Loss: > 0 }));
        Assert.Equal(TimeSpan.Zero, reports[^1].TimeLeft);
    }

    [Fact]
    public void The_held_out_loss_is_reported_from_the_second_epoch_on()
    {
        List<TrainingProgress> reports = [];
        var training = new TextTrainer<CharacterModel>(s_text, s_options);

        training.Run(new TrainingReporter(reports.Add), () => { }, CancellationToken.None);

        Assert.All(reports.Where(report => report.Epoch == 1), report => Assert.Null(report.HeldOutLoss));
        Assert.All(
            reports.Where(report => report.Epoch == 2), report => Assert.Equal(training.History.HeldOut[0].Loss, report.HeldOutLoss));
    }

    [Fact]
    public void A_loss_in_bits_is_one_in_nats_over_the_logarithm_of_two() =>
        Assert.Equal(3, new TrainingProgress(1, 1, 1, 3 * Math.Log(2), null, 1, TimeSpan.Zero).BitsPerToken, tolerance: 1e-12);

    private static TextTrainer<CharacterModel> Trained(TrainingOptions options)
    {
        var training = new TextTrainer<CharacterModel>(s_text, options);
        training.Run(new TrainingReporter(_ => { }), () => { }, CancellationToken.None);
        return training;
    }

    private static int[] Bits(TextTrainer<CharacterModel> training) =>
        [.. training.Model.Parameters.ToArray().Select(BitConverter.SingleToInt32Bits)];
}
