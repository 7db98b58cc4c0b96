using System.IO.Compression;
using UnrolledRnn.Formats;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Tests;

/// <summary>Networks that read and write the pieces of a SentencePiece model.</summary>
public sealed class PieceNetworkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _text;
    private readonly string _tokenizer;

    public PieceNetworkTests()
    {
        _text = _folder.Write("text.txt", Texts.Sentences(3000));
        _tokenizer = _folder.PathOf("spm.model");
        using var packed = new GZipStream(
            File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Fixtures", "bytes.model.gz")), CompressionMode.Decompress);
        using FileStream file = File.Create(_tokenizer);
        packed.CopyTo(file);
    }

    private string ModelPath => _folder.PathOf("out/model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_network_of_pieces_is_generated_from_by_its_file_alone()
    {
        CommandResult trained = await TrainAsync("--tokens", "sentencepiece", "--tokenizer", _tokenizer);
        File.Delete(_tokenizer);
        CommandResult generated = await InProcess.RunAsync("generate", "--model", ModelPath, "--prompt", "The heron", "--length", "20");
        CommandResult inspected = await InProcess.RunAsync("inspect", ModelPath);

        Assert.Equal("", trained.Error);
        Assert.Equal(450, ModelFiles.Read(ModelPath).InputSize);
        Assert.Contains("nats per token", inspected.Output, StringComparison.Ordinal);
        Assert.Equal(0, generated.ExitCode);
        Assert.StartsWith("The heron", generated.Output, StringComparison.Ordinal);
        Assert.IsType<PieceTokenizer>(TextTokenizers.From(ModelFiles.Read(ModelPath).Metadata));
    }

    [Fact]
    public async Task A_file_that_is_no_tokenizer_is_named()
    {
        CommandResult result = await TrainAsync("--tokens", "sentencepiece", "--tokenizer", _text);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"{_text}: Not a SentencePiece model", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        CommandResult result = await TrainAsync("--tokens", "sentencepiece", "--tokenizer", _folder.PathOf("none.model"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("none.model: there is no such file", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--tokenizer and --tokens sentencepiece need each other", "--tokens", "sentencepiece")]
    [InlineData("--tokenizer and --tokens sentencepiece need each other", "--tokenizer", "spm.model")]
    [InlineData("--tokenizer and --tokens sentencepiece need each other", "--tokens", "words", "--tokenizer", "spm.model")]
    [InlineData(
        "--vocabulary is for --tokens words or subwords", "--tokens", "sentencepiece", "--tokenizer", "spm.model", "--vocabulary", "500")]
    [InlineData("--min-count is for --tokens words", "--tokens", "sentencepiece", "--tokenizer", "spm.model", "--min-count", "3")]
    public async Task Options_that_do_not_fit_are_usage_errors(string message, params string[] options)
    {
        CommandResult result = await TrainAsync(options);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private Task<CommandResult> TrainAsync(params string[] options) => InProcess.RunAsync(
    [
        "train", "--text", _text, "--hidden", "8", "--embedding", "8", "--batch-size", "8", "--epochs", "1",
        "--output", _folder.PathOf("out"), .. options,
    ]);
}
