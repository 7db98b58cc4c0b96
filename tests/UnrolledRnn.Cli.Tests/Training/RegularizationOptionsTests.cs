using System.CommandLine;
using UnrolledRnn.Cli.Commands;
using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Tests;

public class RegularizationOptionsTests
{
    [Fact]
    public void Nothing_is_regularised_unless_it_is_asked_for() => Assert.Null(Read("--step-dropout"));

    [Fact]
    public void Dropout_is_that_between_layers_and_before_the_output() =>
        Assert.Equal(new Regularization { LayerDropout = 0.3f, OutputDropout = 0.3f, Seed = 7 }, Read("--dropout", "0.3"));

    [Fact]
    public void Either_place_can_differ_from_the_other() =>
        Assert.Equal(
            new Regularization { LayerDropout = 0.1f, OutputDropout = 0, Seed = 7 },
            Read("--dropout", "0.3", "--layer-dropout", "0.1", "--output-dropout", "0"));

    [Fact]
    public void Every_option_sets_what_it_names() =>
        Assert.Equal(
            new Regularization
            {
                InputDropout = 0.1f,
                EmbeddingDropout = 0.2f,
                WeightDropout = 0.3f,
                ActivationPenalty = 2,
                TemporalActivationPenalty = 1,
                IsVariational = false,
                Seed = 7,
            },
            Read(
                "--input-dropout", "0.1", "--embedding-dropout", "0.2", "--weight-dropout", "0.3", "--activation-penalty", "2",
                "--temporal-penalty", "1", "--step-dropout"));

    [Theory]
    [InlineData("--input-dropout")]
    [InlineData("--embedding-dropout")]
    public async Task Dropout_of_an_embedding_that_is_not_there_is_refused(string option)
    {
        using var folder = new TemporaryFolder();
        string text = folder.PathOf("text.txt");
        File.WriteAllText(text, Texts.Sentences(500));

        CommandResult result = await InProcess.RunAsync(
            "train", "--text", text, "--hidden", "8", option, "0.1", "--output", folder.PathOf("output"));

        Assert.Equal(ExitCode.BadFile, result.ExitCode);
        Assert.Contains("Expected a network with an embedding", result.Error, StringComparison.Ordinal);
    }

    private static Regularization? Read(params string[] words)
    {
        var command = new Command("train");
        var options = new RegularizationOptions(command);
        return options.Read(command.Parse(words), seed: 7);
    }
}
