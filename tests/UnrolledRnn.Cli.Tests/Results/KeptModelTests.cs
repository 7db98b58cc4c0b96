using UnrolledRnn.Cli.Models;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Tests;

/// <summary>Runs into a folder that holds the results of an earlier one.</summary>
public sealed class KeptModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _text;

    public KeptModelTests() => _text = _folder.Write("text.txt", Texts.Sentences(1500));

    private string Output => _folder.PathOf("out");

    private string ModelPath => Path.Combine(Output, "model.safetensors");

    private string PreviousModelPath => Path.Combine(Output, "model.previous.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_better_model_of_the_same_text_replaces_the_earlier_one()
    {
        Earlier(epochs: 1);
        double earlier = SavedLoss(ModelPath);

        CommandResult second = await TrainAsync("--epochs", "3");

        Assert.Equal(0, second.ExitCode);
        Assert.True(SavedLoss(ModelPath) < earlier);
        Assert.False(File.Exists(PreviousModelPath));
        Assert.NotEqual("earlier", await File.ReadAllTextAsync(Path.Combine(Output, "sample.txt")));
    }

    [Fact]
    public async Task A_better_earlier_model_stays_with_its_sample_and_its_curve()
    {
        Earlier(epochs: 3);
        byte[][] earlier = Contents();

        CommandResult second = await TrainAsync("--epochs", "1");

        Assert.Equal(0, second.ExitCode);
        Assert.Contains("The earlier model in the folder is better", second.Output, StringComparison.Ordinal);
        Assert.Equal(earlier, Contents());
    }

    [Fact]
    public async Task The_same_run_again_gives_the_same_model()
    {
        Earlier(epochs: 1);
        byte[] earlier = await File.ReadAllBytesAsync(ModelPath);

        CommandResult second = await TrainAsync("--epochs", "1");

        Assert.Contains("== Written", second.Output, StringComparison.Ordinal);
        Assert.Equal(earlier, await File.ReadAllBytesAsync(ModelPath));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_interrupted_run_never_replaces_a_better_model(bool overwrite)
    {
        Earlier(epochs: 2);
        byte[][] earlier = Contents();

        CommandResult second = await InProcess.RunAsync(
            new CancellationToken(canceled: true), "train", "--text", _text, "--output", Output, $"--overwrite={overwrite}");

        Assert.Equal(130, second.ExitCode);
        Assert.Contains("stays: nothing was written", second.Output, StringComparison.Ordinal);
        Assert.Equal(earlier, Contents());
    }

    [Fact]
    public async Task A_run_interrupted_in_its_first_epoch_never_replaces_a_model_of_another_text()
    {
        Earlier(epochs: 1);
        byte[][] earlier = Contents();
        await File.AppendAllTextAsync(_text, "And so on.");

        CommandResult second = await InProcess.RunAsync(
            new CancellationToken(canceled: true), "train", "--text", _text, "--output", Output, "--overwrite");

        Assert.Equal(130, second.ExitCode);
        Assert.Equal(earlier, Contents());
    }

    [Fact]
    public async Task A_copy_of_another_model_stays_when_a_run_betters_the_model_itself()
    {
        Earlier(epochs: 1);
        byte[] first = await File.ReadAllBytesAsync(ModelPath);
        await File.AppendAllTextAsync(_text, "And so on.");
        await TrainAsync("--epochs", "1", "--overwrite");

        await TrainAsync("--epochs", "3", "--overwrite");

        Assert.Equal(first, await File.ReadAllBytesAsync(PreviousModelPath));
    }

    [Fact]
    public async Task A_whole_run_replaces_a_better_model_where_that_is_wished_and_keeps_a_copy()
    {
        Earlier(epochs: 3);
        byte[] earlier = await File.ReadAllBytesAsync(ModelPath);

        CommandResult second = await TrainAsync("--epochs", "1", "--overwrite");

        Assert.Equal(0, second.ExitCode);
        Assert.NotEqual(earlier, await File.ReadAllBytesAsync(ModelPath));
        Assert.Equal(earlier, await File.ReadAllBytesAsync(PreviousModelPath));
    }

    [Fact]
    public async Task A_model_of_another_text_is_an_error_before_training()
    {
        Earlier(epochs: 1);
        byte[][] earlier = Contents();
        await File.AppendAllTextAsync(_text, "And so on.");

        CommandResult second = await TrainAsync("--epochs", "1");

        Assert.Equal(2, second.ExitCode);
        Assert.Contains("a model of another text, 'text.txt', with a held-out loss of", second.Error, StringComparison.Ordinal);
        Assert.Contains("--overwrite", second.Error, StringComparison.Ordinal);
        Assert.Equal("", second.Output);
        Assert.Equal(earlier, Contents());
    }

    [Fact]
    public async Task A_model_of_another_text_is_replaced_where_that_is_wished_and_a_copy_kept()
    {
        Earlier(epochs: 1);
        byte[] earlier = await File.ReadAllBytesAsync(ModelPath);
        await File.AppendAllTextAsync(_text, "And so on.");

        CommandResult second = await TrainAsync("--epochs", "1", "--overwrite");

        Assert.Equal(0, second.ExitCode);
        Assert.Equal(earlier, await File.ReadAllBytesAsync(PreviousModelPath));
        Assert.Contains("model.previous.safetensors", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_kind_of_file_in_the_place_of_the_model_is_an_error()
    {
        Directory.CreateDirectory(Output);
        await File.WriteAllTextAsync(ModelPath, "mine");

        CommandResult result = await TrainAsync("--epochs", "1");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no model that can be read", result.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(ModelPath));
    }

    [Fact]
    public async Task A_model_file_tells_what_it_has_learnt_and_how_well()
    {
        Earlier(epochs: 1);

        CommandResult result = await InProcess.RunAsync("inspect", "--model", ModelPath);

        Assert.Matches(@"trained on 'text.txt', with a held-out loss of \d\.\d{4} nats per character", result.Output);
    }

    private static double SavedLoss(string path) => TextModelFile.ReadOrigin(path)!.HeldOutLoss!.Value;

    /// <summary>The results of an earlier run, without the second in which a run measures its speed.</summary>
    private void Earlier(int epochs)
    {
        string text = File.ReadAllText(_text);
        var training = new TextTrainer<CharacterModel>(
            text, new TrainingOptions { Epochs = epochs, BatchSize = 8, LearningRate = 4e-3f });
        training.Run(new TrainingReporter(_ => { }), () => { }, CancellationToken.None);
        Directory.CreateDirectory(Output);
        var origin = new ModelOrigin("text.txt", ModelOrigin.FingerprintOf(text, heldOut: 0.1), training.History.BestHeldOut);
        TextModelFile.Save(training.Model, training.Tokenizer, ModelPath, origin);
        File.WriteAllText(Path.Combine(Output, "sample.txt"), "earlier");
        File.WriteAllText(Path.Combine(Output, "loss.png"), "earlier");
    }

    private Task<CommandResult> TrainAsync(params string[] options) =>
        InProcess.RunAsync(["train", "--text", _text, "--batch-size", "8", "--output", Output, .. options]);

    private byte[][] Contents() => [.. Results().Select(File.ReadAllBytes)];

    /// <summary>All but the checkpoint of a run that was stopped.</summary>
    private IEnumerable<string> Results() =>
        Directory.GetFiles(Output).Where(path => Path.GetFileName(path) != "checkpoint.safetensors").Order(StringComparer.Ordinal);
}
