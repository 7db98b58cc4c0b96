using UnrolledRnn.Cli.Models;
using UnrolledRnn.Formats;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Tests;

/// <summary>Networks that read and write words.</summary>
public sealed class WordNetworkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _text;

    public WordNetworkTests() => _text = _folder.Write("text.txt", Texts.Sentences(3000));

    private string ModelPath => _folder.PathOf("out/model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_network_of_words_is_made_trained_and_generated_from_by_its_file_alone()
    {
        CommandResult trained = await TrainAsync("--tokens", "words", "--hidden", "16", "--sequence-length", "16", "--epochs", "8");
        CommandResult generated = await InProcess.RunAsync(
            "generate", "--model", ModelPath, "--prompt", "The heron", "--length", "20", "--temperature", "0");

        Assert.Equal("", trained.Error);
        Assert.Contains("[EmbeddingLayer(128)]", trained.Output, StringComparison.Ordinal);
        Assert.Contains("nats per token", trained.Output, StringComparison.Ordinal);
        Assert.Contains("bits/tok", trained.Output, StringComparison.Ordinal);
        Assert.Equal(0, generated.ExitCode);
        Assert.StartsWith("The heron", generated.Output, StringComparison.Ordinal);
        Assert.All(
            generated.Output.Split([' ', '.', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
            word => Assert.Contains(word.ToLowerInvariant(), File.ReadAllText(_text), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_network_of_subwords_is_generated_from_by_its_file_alone()
    {
        CommandResult trained = await TrainAsync("--tokens", "subwords", "--vocabulary", "280", "--hidden", "8", "--embedding", "8");
        CommandResult generated = await InProcess.RunAsync("generate", "--model", ModelPath, "--prompt", "Ωmega", "--length", "20");

        CommandResult inspected = await InProcess.RunAsync("inspect", ModelPath);

        Assert.Equal("", trained.Error);
        Assert.Equal(280, ModelFiles.Read(ModelPath).InputSize);
        Assert.Contains("nats per token", inspected.Output, StringComparison.Ordinal);
        Assert.Contains("… (", inspected.Output, StringComparison.Ordinal);
        Assert.Equal(0, generated.ExitCode);
        Assert.StartsWith("Ωmega", generated.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_that_shares_the_table_of_words_is_trained_and_generated_from_by_its_file_alone()
    {
        CommandResult trained = await TrainAsync(
            "--tokens", "words", "--tied", "--hidden", "16", "--layers", "2", "--embedding", "12", "--sequence-length", "16");
        CommandResult generated = await InProcess.RunAsync("generate", "--model", ModelPath, "--prompt", "The heron", "--length", "5");

        Assert.Equal("", trained.Error);
        ModelDescription model = ModelFiles.Read(ModelPath);
        Assert.True(model.Layers[^1].Shape is DenseLayerShape { IsTied: true, InputSize: 12 });
        Assert.Equal(0, generated.ExitCode);
        Assert.StartsWith("The heron", generated.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("characters have them with --embedding", "--tokens", "characters", "--tied", "--layers", "2")]
    [InlineData("with one layer, leave out --hidden", "--tokens", "words", "--tied", "--hidden", "16")]
    public async Task An_output_that_cannot_share_a_table_is_refused(string reason, params string[] options)
    {
        CommandResult result = await TrainAsync(options);

        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(ModelPath));
    }

    [Fact]
    public async Task A_vocabulary_is_as_large_as_wished()
    {
        await TrainAsync("--tokens", "words", "--hidden", "8", "--vocabulary", "20", "--min-count", "1");

        Assert.Equal(20, ModelFiles.Read(ModelPath).InputSize);
    }

    [Fact]
    public async Task Rare_words_are_unknown()
    {
        _folder.Write("text.txt", "unique " + Texts.Sentences(3000));

        await TrainAsync("--tokens", "words", "--hidden", "8", "--embedding", "4");

        (_, Vocabulary vocabulary) = Read();
        Assert.Equal(Vocabulary.Unknown, vocabulary.NumberOf("unique"));
        Assert.NotEqual(Vocabulary.Unknown, vocabulary.NumberOf("heron"));
    }

    [Fact]
    public async Task A_class_of_an_assembly_learns_words_too()
    {
        CommandResult result = await TrainAsync(
            "--tokens", "words", "--class", "UnrolledRnn.Cli.CharacterModel", "--assembly", ChildProcess.ToolPath);

        Assert.Equal("", result.Error);
        Assert.IsType<WordTokenizer>(TextModelFile.Load(ModelPath).Tokenizer);
    }

    [Fact]
    public async Task A_model_of_words_that_is_better_stays()
    {
        await TrainAsync("--tokens", "words", "--hidden", "8", "--epochs", "3");
        byte[] first = await File.ReadAllBytesAsync(ModelPath);

        CommandResult result = await TrainAsync("--tokens", "words", "--hidden", "8", "--epochs", "1");

        Assert.Contains("nats per token) and stays", result.Output, StringComparison.Ordinal);
        Assert.Equal(first, await File.ReadAllBytesAsync(ModelPath));
    }

    [Theory]
    [InlineData("--min-count is for --tokens words", "--min-count", "3")]
    [InlineData("--vocabulary is for --tokens words or subwords", "--tokens", "characters", "--vocabulary", "50")]
    [InlineData("--min-count is for --tokens words", "--tokens", "subwords", "--min-count", "3")]
    [InlineData("--vocabulary must be at least 259", "--tokens", "subwords", "--vocabulary", "100")]
    [InlineData("--tokens must be one of characters, words, subwords, sentencepiece", "--tokens", "syllables")]
    public async Task Options_that_do_not_fit_are_usage_errors(string message, params string[] options)
    {
        CommandResult result = await TrainAsync(options);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_which_too_much_is_unknown_is_refused()
    {
        CommandResult result = await TrainAsync("--tokens", "words", "--hidden", "8", "--min-count", "1000");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("a larger --vocabulary or a lower --min-count", result.Error, StringComparison.Ordinal);
    }

    private (int Inputs, Vocabulary Vocabulary) Read()
    {
        ModelDescription model = ModelFiles.Read(ModelPath);
        return (model.InputSize, TextTokenizers.From(model.Metadata).Vocabulary);
    }

    private Task<CommandResult> TrainAsync(params string[] options) => InProcess.RunAsync(
        ["train", "--text", _text, "--batch-size", "8", "--output", _folder.PathOf("out"), .. Usual(options), .. options]);

    private static string[] Usual(string[] options) => options.Contains("--epochs") ? [] : ["--epochs", "1"];
}
