namespace UnrolledRnn.Cli.Tests;

/// <summary>One short run of <c>train</c>, shared by the tests that look at its results.</summary>
public sealed class TrainedModel : IAsyncLifetime, IDisposable
{
    public const string Prompt = "The heron ";

    private readonly TemporaryFolder _folder = new();

    internal string TextPath => _folder.PathOf("text.txt");

    /// <summary>A folder that was not there before.</summary>
    internal string Output => _folder.PathOf(Path.Combine("results", "of-the-run"));

    internal string ModelPath => Path.Combine(Output, "model.safetensors");

    internal CommandResult Training { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _folder.Write("text.txt", Texts.Sentences(4000));
        Training = await InProcess.RunAsync(
            "train", "--text", TextPath, "--epochs", "2", "--batch-size", "8", "--seed", "5", "--prompt", Prompt, "--output", Output);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
}
