using System.Text.RegularExpressions;

namespace UnrolledRnn.Cli.Tests;

[Collection(TrainedModelCollection.Name)]
public partial class RedirectedOutputTests(TrainedModel trained)
{
    private const char Escape = '\u001b';

    [Fact]
    public async Task Training_with_a_redirected_output_writes_no_escape_characters()
    {
        using var folder = new TemporaryFolder();
        using ChildProcess tool = ChildProcess.StartTool(
            folder.FullName, "train", "--text", trained.TextPath, "--epochs", "1", "--output", folder.FullName);

        CommandResult result = await tool.WaitForExitAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("epoch 1/1", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, result.Output);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task Messages_go_to_the_error_stream_of_the_process()
    {
        using var folder = new TemporaryFolder();
        using ChildProcess tool = ChildProcess.StartTool(folder.FullName, "generate", "--model", "none.safetensors");

        CommandResult result = await tool.WaitForExitAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Matches("^unrolled-rnn: .*none.safetensors: there is no such file", result.Error);
        Assert.Equal("", result.Output);
    }

    [SkippableFact]
    public async Task A_terminal_gets_colours_and_a_bar_that_moves() =>
        Assert.Contains($"{Escape}[", await TrainOnTerminalAsync(noColor: null), StringComparison.Ordinal);

    [SkippableFact]
    public async Task A_terminal_with_no_color_set_gets_neither() =>
        Assert.DoesNotContain(Escape, await TrainOnTerminalAsync(noColor: "1"));

    private async Task<string> TrainOnTerminalAsync(string? noColor)
    {
        // The program script of util-linux gives its child a terminal.
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "There is no /usr/bin/script to make a terminal.");
        using var folder = new TemporaryFolder();
        string command = $"'{ChildProcess.DotNet}' '{ChildProcess.ToolPath}' train --text '{trained.TextPath}' --epochs 1 " +
            $"--output '{folder.FullName}'";
        using ChildProcess script = ChildProcess.Start(
            "/usr/bin/script", ["-qec", command, "/dev/null"], ("NO_COLOR", noColor), ("TERM", "xterm-256color"));

        CommandResult result = await script.WaitForExitAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("epoch 1/1", WithoutColours(result.Output), StringComparison.Ordinal);

        // .NET itself sets the keypad of a terminal when it watches for signals.
        return result.Output.Replace("\u001b[?1h\u001b=", "", StringComparison.Ordinal);
    }

    private static string WithoutColours(string output) => Colours().Replace(output, "");

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colours();
}
