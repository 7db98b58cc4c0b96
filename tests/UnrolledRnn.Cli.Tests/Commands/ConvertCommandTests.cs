using UnrolledRnn.Cli.Conversion;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Tests;

public sealed class ConvertCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_read_and_written_is_told()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent());

        CommandResult result = await InProcess.RunAsync("convert", model, _folder.PathOf("other.nam"));

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith(
            "Read model.nam: NAM 0.5.4, 1 -> Lstm 4 -> dense 1 Identity, 109 parameters", result.Output, StringComparison.Ordinal);
        Assert.Contains("Wrote other.nam: NAM 0.5.4, ", result.Output, StringComparison.Ordinal);
        Assert.Contains("layers and tensors are the same", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Converted_model_is_the_same_model()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent());

        await InProcess.RunAsync("convert", model, _folder.PathOf("other.nam"));

        Assert.Empty(ModelComparison.Differences(Models.Recurrent(), ModelFiles.Read(_folder.PathOf("other.nam"))));
    }

    [Fact]
    public async Task What_another_format_does_not_keep_is_told()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent());

        CommandResult result = await InProcess.RunAsync("convert", model, _folder.PathOf("model.json"));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Wrote model.json: RTNeural, ", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Not kept: 0.5 s of zeros to be heard before the first sample, and the initial state, to which they lead",
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_file_stays_unless_it_is_to_be_replaced()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent());
        string other = _folder.Write("other.nam", "older");

        CommandResult refused = await InProcess.RunAsync("convert", model, other);
        string kept = File.ReadAllText(other);
        CommandResult replaced = await InProcess.RunAsync("convert", model, other, "--overwrite");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("other.nam: there is such a file", refused.Error, StringComparison.Ordinal);
        Assert.Equal("older", kept);
        Assert.Equal(0, replaced.ExitCode);
        Assert.NotEqual("older", File.ReadAllText(other));
    }

    [Fact]
    public async Task File_may_replace_itself()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent());

        CommandResult result = await InProcess.RunAsync("convert", model, model, "--overwrite");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(ModelComparison.Differences(Models.Recurrent(), ModelFiles.Read(model)));
    }

    [Fact]
    public async Task Extension_of_no_format_is_refused_with_those_that_are()
    {
        CommandResult result = await InProcess.RunAsync("convert", "model.nam", "model.doc");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("OUT must end with one of ", result.Error, StringComparison.Ordinal);
        Assert.Contains(".nam", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_file_leaves_nothing()
    {
        CommandResult result = await InProcess.RunAsync("convert", _folder.Write("model.nam", "{"), _folder.PathOf("other.nam"));

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(["model.nam"], Directory.GetFileSystemEntries(_folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Folder_that_is_not_there_is_told_before_anything_is_read()
    {
        CommandResult result = await InProcess.RunAsync("convert", "none.nam", _folder.PathOf(Path.Combine("none", "other.nam")));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("other.nam: cannot write into its folder", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_that_a_format_cannot_hold_is_refused_with_the_reason()
    {
        ModelDescription model = Models.Recurrent(RnnCell.Gru);

        var exception = Assert.Throws<IOException>(() => VerifiedFile.Of(model, "model.nam", allowNonFinite: false));

        Assert.Contains("NAM cannot hold this model", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_refused_by_a_format_of_text()
    {
        ModelDescription model = Models.Recurrent().With(1, "bias", _ => [float.NaN]);

        var exception = Assert.Throws<IOException>(() => VerifiedFile.Of(model, "model.nam", allowNonFinite: true));

        Assert.Contains("no NaN", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".pt")]
    [InlineData(".json")]
    public async Task Weights_that_are_no_numbers_are_converted_only_where_that_is_wished_and_can_be(string extension)
    {
        using (FileStream stream = File.Create(_folder.PathOf("model.pt")))
        {
            ModelFiles.Write(Models.Recurrent().With(1, "bias", _ => [float.NaN]), stream, "model.pt", allowNonFinite: true);
        }

        CommandResult refused = await InProcess.RunAsync("convert", _folder.PathOf("model.pt"), _folder.PathOf($"other{extension}"));
        CommandResult allowed = await InProcess.RunAsync(
            "convert", _folder.PathOf("model.pt"), _folder.PathOf($"other{extension}"), "--allow-non-finite");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("NaN", refused.Error, StringComparison.Ordinal);
        Assert.Equal(extension == ".pt" ? 0 : 2, allowed.ExitCode);
    }
}
