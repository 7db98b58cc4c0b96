using System.Globalization;
using System.Text.RegularExpressions;
using UnrolledRnn.Cli.Models;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Tests;

[Collection(TrainedModelCollection.Name)]
public partial class TrainCommandTests(TrainedModel trained)
{
    private static readonly byte[] s_pngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    [Fact]
    public void Training_succeeds_without_a_word_on_the_error_stream()
    {
        Assert.Equal("", trained.Training.Error);
        Assert.Equal(0, trained.Training.ExitCode);
    }

    [Fact]
    public void The_model_can_be_loaded_with_the_vocabulary_of_the_text()
    {
        (_, VocabularyTokenizer tokenizer) = TextModelFile.Load(trained.ModelPath);

        Assert.Equal(Vocabulary.OfCharacters(Texts.Sentences(4000)[..3600]).Tokens, tokenizer.Vocabulary.Tokens);
    }

    [Fact]
    public void The_sample_continues_the_prompt_and_is_shown()
    {
        string sample = File.ReadAllText(Path.Combine(trained.Output, "sample.txt"));

        Assert.StartsWith(TrainedModel.Prompt, sample, StringComparison.Ordinal);
        Assert.InRange(sample.Length, TrainedModel.Prompt.Length + 1, TrainedModel.Prompt.Length + 600);
        Assert.Contains(sample, trained.Training.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_loss_curve_is_a_png_image()
    {
        byte[] image = File.ReadAllBytes(Path.Combine(trained.Output, "loss.png"));

        Assert.Equal(s_pngSignature, image[..s_pngSignature.Length]);
    }

    [Fact]
    public void Nothing_else_stays_in_the_output_folder() =>
        Assert.Equal(
            ["course.png", "loss.png", "model.safetensors", "sample.txt"],
            Directory.GetFileSystemEntries(trained.Output).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void The_written_files_are_named_with_their_sizes()
    {
        foreach (string path in Directory.GetFiles(trained.Output))
        {
            string size = new FileInfo(path).Length.ToString("N0", CultureInfo.InvariantCulture);
            Assert.Contains($"{Path.GetFileName(path)}  ({size} bytes)", trained.Training.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Losses_are_printed_while_training() =>
        Assert.Matches(@"epoch 2/2  loss \d\.\d{3}  \d\.\d\d bits/char  .* held out \d\.\d{3}", trained.Training.Output);

    [Fact]
    public void The_printed_held_out_loss_is_that_of_the_saved_parameters()
    {
        (CharacterModel model, _) = TextModelFile.Load(trained.ModelPath);
        var training = new TextTrainer<CharacterModel>(Texts.Sentences(4000), new TrainingOptions { Epochs = 1, BatchSize = 8 });
        model.Parameters.CopyTo(training.Model.Parameters);

        string printed = PrintedHeldOutLoss().Match(trained.Training.Output).Groups[1].Value;

        Assert.Equal(training.EvaluateHeldOut().ToString("F4", CultureInfo.InvariantCulture), printed);
    }

    [Fact]
    public void The_speed_of_generation_is_reported_without_an_allocated_byte() =>
        Assert.Matches(@"\d ns per character \(median\).* 0 bytes allocated", trained.Training.Output);

    [Fact]
    public void A_text_that_fits_the_vocabulary_has_no_unknown_characters() =>
        Assert.Contains("of 96 tokens in use, 0 characters became <unk>", trained.Training.Output, StringComparison.Ordinal);

    [Fact]
    public async Task Characters_beyond_the_most_frequent_93_are_counted_as_unknown()
    {
        using var folder = new TemporaryFolder();
        string text = folder.Write("text.txt", Texts.WithRareCharacters(out int rareCharacters));

        CommandResult result = await InProcess.RunAsync("train", "--text", text, "--epochs", "1", "--output", folder.FullName);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"96 of 96 tokens in use, {rareCharacters} characters became <unk>", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_run_saves_what_it_has_and_says_so()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = await InProcess.RunAsync(
            new CancellationToken(canceled: true), "train", "--text", trained.TextPath, "--output", folder.FullName);

        Assert.Equal(130, result.ExitCode);
        Assert.Contains("Interrupted: training stopped, the model so far is saved.", result.Output, StringComparison.Ordinal);
        TextModelFile.Load(folder.PathOf("model.safetensors"));
        Assert.Contains("No loss curve", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.PathOf("loss.png")));
    }

    [GeneratedRegex(@"Held-out loss (\d\.\d{4}) nats")]
    private static partial Regex PrintedHeldOutLoss();
}
