using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Tests;

public class CancellationTests
{
    private static readonly TrainingOptions s_options = new() { Epochs = 3, BatchSize = 4, LearningRate = 4e-3f };

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Training_stops_after_the_current_update(int updates)
    {
        TextTrainer<CharacterModel> training = CancelAfter(updates, out int reports, out bool completed);

        Assert.False(completed);
        Assert.Equal(updates, reports);
        Assert.Empty(training.History.HeldOut);
    }

    [Fact]
    public void Within_the_first_epoch_the_updates_so_far_are_kept()
    {
        float[] afterThree = CancelAfter(3, out _, out _).Model.Parameters.ToArray();
        float[] afterFour = CancelAfter(4, out _, out _).Model.Parameters.ToArray();

        Assert.NotEqual(afterThree, afterFour);
        Assert.NotEqual(new CharacterModel(s_options.Seed).Parameters.ToArray(), afterThree);
    }

    [Fact]
    public void Later_the_parameters_of_the_best_whole_epoch_are_kept()
    {
        // 6 updates make an epoch.
        TextTrainer<CharacterModel> training = CancelAfter(6 + 2, out int reports, out bool completed);

        Assert.False(completed);
        Assert.Equal(8, reports);
        Assert.Equal(Assert.Single(training.History.HeldOut).Loss, training.EvaluateHeldOut());
    }

    [Fact]
    public void A_run_cancelled_before_it_began_leaves_the_first_parameters()
    {
        var training = new TextTrainer<CharacterModel>(Texts.Sentences(1500), s_options);

        bool completed = training.Run(
            new TrainingReporter(_ => Assert.Fail("There was an update.")), () => { }, new CancellationToken(canceled: true));

        Assert.False(completed);
        Assert.Equal(new CharacterModel(s_options.Seed).Parameters, training.Model.Parameters);
    }

    [Fact]
    public void A_run_cancelled_in_its_last_update_has_not_measured_its_last_epoch_and_is_not_complete()
    {
        TextTrainer<CharacterModel> training = CancelAfter(3 * 6, out _, out bool completed);

        Assert.False(completed);
        Assert.Equal(2, training.History.HeldOut.Count);
    }

    private static TextTrainer<CharacterModel> CancelAfter(int updates, out int reports, out bool completed)
    {
        var training = new TextTrainer<CharacterModel>(Texts.Sentences(1500), s_options);
        using var cancellation = new CancellationTokenSource();
        int count = 0;
        completed = training.Run(
            new TrainingReporter(_ =>
            {
                if (++count == updates)
                {
                    cancellation.Cancel();
                }
            }),
            () => { },
            cancellation.Token);
        reports = count;
        return training;
    }
}
