namespace UnrolledRnn.Cli.Tests;

/// <summary>Folders that cannot take the results, which is found before training and not after it.</summary>
public sealed class OutputFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_an_error_before_training() =>
        await AssertRefusedAsync(
            _folder.PathOf("text.txt/below-a-file"), "below-a-file: cannot write into this folder, name another one with --output");

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("sample.txt")]
    [InlineData("loss.png")]
    public async Task A_folder_in_the_place_of_a_result_is_an_error_before_training(string name)
    {
        Directory.CreateDirectory(_folder.PathOf(name));

        await AssertRefusedAsync(_folder.FullName, $"{name}: expected a file to write, found a folder");
    }

    [Fact]
    public void To_try_a_folder_leaves_nothing_in_it()
    {
        new Results.OutputFolder(new DirectoryInfo(_folder.PathOf("out"))).Prepare();

        Assert.Empty(Directory.GetFileSystemEntries(_folder.PathOf("out")));
    }

    private async Task AssertRefusedAsync(string output, string message)
    {
        CommandResult result = await InProcess.RunAsync(
            "train", "--text", _folder.Write("text.txt", Texts.Sentences(500)), "--output", output);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }
}
