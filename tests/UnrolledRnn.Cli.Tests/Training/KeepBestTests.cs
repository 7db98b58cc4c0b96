using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Tests;

public class KeepBestTests
{
    private static readonly TrainingOptions s_options = new() { Epochs = 8, BatchSize = 4, LearningRate = 4e-3f };

    // What is held out goes the other way round, so that its loss rises once more than the characters is learnt.
    private static readonly string s_text = string.Concat([.. Enumerable.Repeat("abc", 450), .. Enumerable.Repeat("cba", 50)]);

    [Fact]
    public void The_parameters_with_the_lowest_held_out_loss_are_kept()
    {
        (TextTrainer<CharacterModel> training, _) = Train();

        Assert.True(training.History.HeldOut[^1].Loss > training.History.BestHeldOut);
        Assert.Equal(training.History.BestHeldOut, training.EvaluateHeldOut());
    }

    [Fact]
    public void An_improvement_is_announced_with_its_parameters()
    {
        (TextTrainer<CharacterModel> training, List<double> announced) = Train();

        Assert.Equal(LowestSoFar(training.History.HeldOut.Select(point => point.Loss)), announced);
    }

    private static (TextTrainer<CharacterModel> Training, List<double> Announced) Train()
    {
        var training = new TextTrainer<CharacterModel>(s_text, s_options);
        List<double> announced = [];
        training.Run(new TrainingReporter(_ => { }), () => announced.Add(training.EvaluateHeldOut()), CancellationToken.None);
        return (training, announced);
    }

    private static List<double> LowestSoFar(IEnumerable<double> losses)
    {
        List<double> lowest = [];
        foreach (double loss in losses)
        {
            if (lowest.Count == 0 || loss < lowest[^1])
            {
                lowest.Add(loss);
            }
        }

        return lowest;
    }
}
