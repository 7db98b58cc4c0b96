using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Tests;

public class LossHistoryTests
{
    [Fact]
    public void A_run_notes_a_held_out_loss_after_each_epoch() =>
        Assert.Equal([1, 2, 3], HistoryOfThreeEpochs().HeldOut.Select(point => point.Epoch));

    [Fact]
    public void A_run_notes_four_training_losses_in_each_epoch() =>
        Assert.Equal(
            Enumerable.Range(1, 12).Select(i => i / 4.0),
            HistoryOfThreeEpochs().Training.Select(point => point.Epoch),
            (x, y) => Math.Abs(x - y) < 1e-9);

    [Fact]
    public void Noted_losses_are_those_of_a_model_that_learns()
    {
        LossHistory history = HistoryOfThreeEpochs();

        Assert.All([.. history.Training, .. history.HeldOut], point => Assert.InRange(point.Loss, 0.1, 6));
    }

    [Fact]
    public void A_noted_training_loss_is_the_mean_since_the_one_before()
    {
        // One chunk of one stream makes an epoch, and the first report is the loss itself.
        List<TrainingProgress> reports = [];
        var training = new TextTrainer<CharacterModel>(Texts.Sentences(60), new TrainingOptions { Epochs = 1, BatchSize = 1 });

        training.Run(new TrainingReporter(reports.Add), () => { }, CancellationToken.None);

        Assert.Equal(reports.Single().Loss, Assert.Single(training.History.Training).Loss, tolerance: 1e-12);
    }

    [Fact]
    public void The_best_held_out_loss_is_the_lowest()
    {
        var history = new LossHistory();
        history.HeldOut.AddRange([(1, 3.0), (2, 1.5), (3, 2.0)]);

        Assert.Equal(1.5, history.BestHeldOut);
    }

    [Fact]
    public void Before_the_first_epoch_there_is_no_best_loss() => Assert.Equal(double.NaN, new LossHistory().BestHeldOut);

    private static LossHistory HistoryOfThreeEpochs()
    {
        // 2048 targets in 4 streams of 512 make 8 chunks of 64 steps.
        var training = new TextTrainer<CharacterModel>(Texts.Sentences(2275), new TrainingOptions { Epochs = 3, BatchSize = 4 });
        Assert.Equal(2048, training.TrainingTokens);
        training.Run(new TrainingReporter(_ => { }), () => { }, CancellationToken.None);
        return training.History;
    }
}
