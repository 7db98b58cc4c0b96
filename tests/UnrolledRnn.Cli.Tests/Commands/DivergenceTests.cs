using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Tests;

/// <summary>Words on the command line that cannot lead to a model.</summary>
public sealed class DivergenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_training_that_diverges_says_so_and_saves_nothing()
    {
        string text = _folder.PathOf("text.txt");
        await File.WriteAllTextAsync(text, Texts.Sentences(2000));

        CommandResult result = await InProcess.RunAsync(
            "train", "--text", text, "--epochs", "3", "--learning-rate", "1e38", "--output", _folder.PathOf("out"));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("--learning-rate", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathOf("out/model.safetensors")));
    }

    [Fact]
    public void A_training_that_diverges_after_an_epoch_leaves_the_best_model_before_that()
    {
        var training = new TextTrainer<CharacterModel>(Texts.Sentences(1500), new TrainingOptions { Epochs = 3, BatchSize = 4 });

        bool isCompleted = training.Run(
            new TrainingReporter(progress =>
            {
                if (progress.Epoch == 2)
                {
                    training.Model.Parameters.Fill(float.NaN);
                }
            }),
            () => { },
            CancellationToken.None);

        Assert.False(isCompleted);
        Assert.True(training.HasDiverged);
        Assert.Equal(Assert.Single(training.History.HeldOut).Loss, training.EvaluateHeldOut());
    }

    [Fact]
    public async Task A_model_that_is_worse_than_a_guess_is_called_so()
    {
        string text = _folder.Write("text.txt", Texts.Sentences(500));

        CommandResult result = await InProcess.RunAsync(
            "train", "--text", text, "--epochs", "1", "--learning-rate", "5", "--output", _folder.PathOf("out"));

        Assert.Contains("To guess would be better; try a lower --learning-rate.", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--learning-rate", "Infinity")]
    [InlineData("--learning-rate", "1e39")]
    [InlineData("--batch-size", "1000000")]
    [InlineData("--batch-size", "0")]
    public async Task Numbers_out_of_range_are_usage_errors(string option, string value)
    {
        CommandResult result = await InProcess.RunAsync("train", "--text", "any.txt", option, value);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(option, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_infinite_temperature_is_a_usage_error()
    {
        CommandResult result = await InProcess.RunAsync("generate", "--model", "any.safetensors", "--temperature", "Infinity");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--temperature", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
