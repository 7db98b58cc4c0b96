using UnrolledRnn.Cli.Commands;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Tests;

public class DemoCommandTests
{
    [Fact]
    public void The_embedded_text_has_30_kilobytes() => Assert.True(DemoCommand.ReadFables().Length >= 30 * 1024);

    [Theory]
    [InlineData('"')]
    [InlineData('(')]
    [InlineData(')')]
    public void The_embedded_text_has_marks_that_open_and_close(char mark) =>
        Assert.True(DemoCommand.ReadFables().Count(character => character == mark) >= 20);

    [Fact]
    public void The_embedded_text_fits_the_vocabulary()
    {
        string text = DemoCommand.ReadFables();

        new CharacterTokenizer(Vocabulary.OfCharacters(text, maxCount: CharacterModel.InputSize)).EncodeText(text, out int unknown);

        Assert.Equal(0, unknown);
    }

    [Fact]
    public void The_embedded_text_has_the_line_ends_of_one_system() =>
        Assert.DoesNotContain('\r', DemoCommand.ReadFables());

    [Fact]
    public async Task Without_a_command_the_demonstration_runs()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = await InProcess.RunAsync(new CancellationToken(canceled: true), "--output", folder.PathOf("demo"));

        Assert.Equal(130, result.ExitCode);
        Assert.Contains("0 characters became <unk>", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("THE ", File.ReadAllText(folder.PathOf("demo/sample.txt")), StringComparison.Ordinal);
    }
}
