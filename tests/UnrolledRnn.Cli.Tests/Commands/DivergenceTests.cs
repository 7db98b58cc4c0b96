namespace UnrolledRnn.Cli.Tests;

/// <summary>Words on the command line that cannot lead to a model.</summary>
public sealed class DivergenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_training_that_diverges_says_so_and_saves_nothing()
    {
        string text = _folder.File("text.txt");
        await File.WriteAllTextAsync(text, Texts.Sentences(2000));

        CommandResult result = await InProcess.RunAsync(
            "train", "--text", text, "--epochs", "3", "--learning-rate", "1e38", "--output", _folder.File("out"));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("--learning-rate", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("out/model.safetensors")));
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
