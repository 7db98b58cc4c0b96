using System.Diagnostics;

namespace UnrolledRnn.Cli.Tests;

/// <summary>Inputs that are no files: opening a pipe would wait for ever.</summary>
public sealed class RegularFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("train", "--text")]
    [InlineData("generate", "--model")]
    [InlineData("inspect", "--model")]
    public async Task A_pipe_is_refused_without_opening_it(string command, string option)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no pipes among its files.");
        using (Process makePipe = Process.Start("mkfifo", [_folder.PathOf("pipe")]))
        {
            await makePipe.WaitForExitAsync();
        }

        AssertRefused(await InProcess.RunAsync(command, option, _folder.PathOf("pipe")), "a pipe or a device");
    }

    [SkippableTheory]
    [InlineData("train", "--text")]
    [InlineData("generate", "--model")]
    public async Task A_device_is_refused(string command, string option)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no devices among its files.");

        AssertRefused(await InProcess.RunAsync(command, option, "/dev/zero"), "/dev/zero: expected a file with a content");
    }

    [Theory]
    [InlineData("train", "--text")]
    [InlineData("generate", "--model")]
    [InlineData("inspect", "--model")]
    public async Task A_folder_is_refused(string command, string option) =>
        AssertRefused(await InProcess.RunAsync(command, option, _folder.FullName), "expected a file, found a folder");

    [SkippableFact]
    public async Task A_link_to_a_file_is_as_good_as_the_file()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows lets only some people create links.");
        File.CreateSymbolicLink(_folder.PathOf("link"), _folder.Write("short.txt", "abc"));

        AssertRefused(await InProcess.RunAsync("train", "--text", _folder.PathOf("link")), "expected at least 64 characters");
    }

    private static void AssertRefused(CommandResult result, string message)
    {
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
        Assert.Equal(2, result.ExitCode);
    }
}
