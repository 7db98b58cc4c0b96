using System.CommandLine;
using UnrolledRnn.Cli.Commands;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Text;
using WindowLengths = UnrolledRnn.Training.WindowLengths;

namespace UnrolledRnn.Cli.Tests;

/// <summary>How a text is cut into steps of training.</summary>
public class WindowLengthsOptionTests
{
    [Theory]
    [InlineData(WindowLengths.Fixed)]
    [InlineData(WindowLengths.Random, "--random-lengths")]
    [InlineData(WindowLengths.RandomStart, "--random-start")]
    public void An_option_says_what_is_drawn(WindowLengths expected, params string[] words)
    {
        var command = new Command("train");
        var options = new TokenOptions(command);

        Assert.Equal(expected, options.WindowLengths(command.Parse(words)));
    }

    [Fact]
    public void Random_lengths_train_by_as_many_steps_as_they_come_to()
    {
        List<TrainingProgress> steps = [];
        var parts = new TextParts(Texts.Sentences(9000), heldOut: 0.1, TextTokens.Characters, CharacterModel.InputSize);
        int atLeast = (parts.Training.TargetCount / (CharacterModel.SequenceLength * 4)) + 1;
        var training = new TextTrainer<CharacterModel>(
            parts, new TrainingOptions { Epochs = 1, BatchSize = 4, WindowLengths = WindowLengths.Random });

        Assert.True(training.Run(new TrainingReporter(steps.Add), improved: () => { }, CancellationToken.None));

        Assert.True(steps.Count > atLeast, $"{steps.Count} steps, {atLeast} of full length");
    }

    [Fact]
    public async Task A_series_is_not_cut_by_random_lengths()
    {
        CommandResult result = await InProcess.RunAsync("train", "--series", "s.csv", "--target", "t", "--random-lengths");

        Assert.Equal(ExitCode.BadFile, result.ExitCode);
        Assert.Contains("--random-lengths is for a text; leave it out.", result.Error, StringComparison.Ordinal);
    }
}
