namespace UnrolledRnn.Cli.Tests;

/// <summary>A folder in which a test renders sounds.</summary>
internal sealed class RenderedSounds : IDisposable
{
    public TemporaryFolder Folder { get; } = new();

    /// <summary>The sound that is written.</summary>
    public string Output => Folder.PathOf("out.wav");

    public Task<CommandResult> RenderAsync(string model, string sound, params string[] options) =>
        InProcess.RunAsync(["render", "--model", model, sound, Output, .. options]);

    /// <summary>Nothing was written, and the message says why.</summary>
    public void AssertRefused(CommandResult result, string message)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Output));
        Assert.Empty(Directory.GetFiles(Folder.FullName, "*.tmp"));
    }

    public void Dispose() => Folder.Dispose();
}
