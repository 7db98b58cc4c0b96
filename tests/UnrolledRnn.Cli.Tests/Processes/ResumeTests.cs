using System.Text;
using UnrolledRnn.Cli.Logs;

namespace UnrolledRnn.Cli.Tests;

/// <summary>Runs that were stopped in their middle and went on, beside one that never was.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _text;

    public ResumeTests() => _text = _folder.Write("text.txt", Texts.Sentences(4000));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_run_goes_on_to_the_bits_of_one_that_was_never_stopped()
    {
        await InProcess.RunAsync(Run("whole"));
        using (ChildProcess killed = ChildProcess.StartTool(_folder.FullName, Run("killed")))
        {
            await killed.WaitForLineAsync(line => line.TrimStart().StartsWith("8/", StringComparison.Ordinal));
            await killed.KillAsync();
        }

        using ChildProcess resumed = ChildProcess.StartTool(
            _folder.FullName, [.. Run("killed"), "--resume", _folder.PathOf("killed/checkpoint.safetensors")]);
        CommandResult result = await resumed.WaitForExitAsync();

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain(" 1/30 ", result.Output, StringComparison.Ordinal);
        Assert.Equal(Content("whole", "model.safetensors"), Content("killed", "model.safetensors"));
        Assert.Equal(Content("whole", "sample.txt"), Content("killed", "sample.txt"));
        Assert.Equal(Numbers("whole"), Numbers("killed"));
        Assert.False(File.Exists(_folder.PathOf("killed/checkpoint.safetensors")));
    }

    [Theory]
    [InlineData("--schedule", "plateau", "--optimizer", "rmsprop")]
    [InlineData("--schedule", "one-cycle", "--optimizer", "lion", "--hidden", "12", "--layers", "2", "--cell", "gru", "--embedding", "5")]
    [InlineData(
        "--optimizer", "nt-asgd", "--hidden", "12", "--layers", "2", "--embedding", "5", "--dropout", "0.2", "--input-dropout", "0.1",
        "--embedding-dropout", "0.1", "--weight-dropout", "0.2", "--activation-penalty", "2", "--temporal-penalty", "1")]
    [InlineData("--schedule", "constant", "--warm-up", "9", "--optimizer", "sgd", "--patience", "15", "--threads", "2")]
    public async Task An_interrupted_run_goes_on_to_the_bits_of_one_that_was_never_stopped(params string[] options)
    {
        await InProcess.RunAsync([.. Run("whole"), .. options]);

        await InterruptAsync([.. Run("stopped"), .. options]);
        CommandResult resumed = await InProcess.RunAsync(
            [.. Run("stopped"), .. options, "--resume", _folder.PathOf("stopped/checkpoint.safetensors")]);

        Assert.Equal("", resumed.Error);
        Assert.Equal(Content("whole", "model.safetensors"), Content("stopped", "model.safetensors"));
        Assert.Equal(Numbers("whole"), Numbers("stopped"));
    }

    [Fact]
    public async Task A_run_that_averages_its_parameters_goes_on_to_the_bits_of_one_that_was_never_stopped()
    {
        // So high a rate that the held-out loss soon is above an earlier one.
        string[] options = ["--optimizer", "nt-asgd", "--hidden", "12", "--layers", "2", "--embedding", "5"];
        await InProcess.RunAsync([.. Run("whole", learningRate: "30"), .. options]);

        await InterruptAsync([.. Run("stopped", learningRate: "30"), .. options], lines: 50);
        string checkpoint = _folder.PathOf("stopped/checkpoint.safetensors");
        Assert.Contains("optimizer.is_averaging\":\"1\"", File.ReadAllText(checkpoint, Encoding.Latin1), StringComparison.Ordinal);
        CommandResult resumed = await InProcess.RunAsync(
            [.. Run("stopped", learningRate: "30"), .. options, "--resume", checkpoint]);

        Assert.Equal("", resumed.Error);
        Assert.Equal(Content("whole", "model.safetensors"), Content("stopped", "model.safetensors"));
        Assert.Equal(Numbers("whole"), Numbers("stopped"));
    }

    [Fact]
    public async Task A_checkpoint_that_is_not_there_is_an_error_that_says_what_to_do()
    {
        CommandResult result = await InProcess.RunAsync([.. Run("out"), "--resume", _folder.PathOf("none")]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("there is no such checkpoint; leave out --resume to begin anew", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--optimizer", "sgd")]
    [InlineData("--batch-size", "4")]
    [InlineData("--weight-dropout", "0.5")]
    public async Task A_checkpoint_of_a_run_with_other_settings_is_refused(params string[] options)
    {
        await InterruptAsync(Run("stopped"));

        CommandResult result = await InProcess.RunAsync(
            [.. Run("stopped").Where(word => options[0] != "--batch-size" || word is not ("--batch-size" or "8")), .. options,
            "--resume", _folder.PathOf("stopped/checkpoint.safetensors")]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("checkpoint.safetensors", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_that_the_user_names_stays()
    {
        string checkpoint = _folder.PathOf("mine.safetensors");

        CommandResult result = await InProcess.RunAsync(
            "train", "--text", _text, "--epochs", "1", "--output", _folder.PathOf("out"), "--checkpoint", checkpoint);

        Assert.Equal(0, result.ExitCode);
        Assert.True(File.Exists(checkpoint));
        Assert.Equal(0, (await InProcess.RunAsync("generate", "--model", checkpoint, "--length", "5")).ExitCode);
    }

    private string[] Run(string name, string learningRate = "0.003") =>
    [
        "train", "--text", _text, "--epochs", "30", "--batch-size", "8", "--checkpoint-steps", "5", "--log-steps", "3",
        "--output", _folder.PathOf(name), "--csv", _folder.PathOf($"{name}.csv"), "--learning-rate", learningRate,
    ];

    /// <summary>
    /// Stops a run when its log has some lines. A thread of its own watches the log: on those that tests share, its turn may come when the
    /// run is over.
    /// </summary>
    private static async Task InterruptAsync(string[] arguments, int lines = 20)
    {
        string csv = arguments[Array.IndexOf(arguments, "--csv") + 1];
        using var cancellation = new CancellationTokenSource();
        Task<CommandResult> run = InProcess.RunAsync(cancellation.Token, arguments);
        var watch = new Thread(() =>
        {
            while (!run.IsCompleted && !(File.Exists(csv) && ReadLines(csv).Length > lines))
            {
                Thread.Sleep(2);
            }

            cancellation.Cancel();
        });
        watch.Start();
        CommandResult result = await run;
        watch.Join();
        Assert.Equal(130, result.ExitCode);
        Assert.Contains("To go on where it stopped:", result.Output, StringComparison.Ordinal);
    }

    private byte[] Content(string name, string file) => File.ReadAllBytes(Path.Combine(_folder.PathOf(name), file));

    /// <summary>The log without what depends on the clock.</summary>
    private string[] Numbers(string name)
    {
        string[] headings = CsvLog.Headings.Split(',');
        return [.. ReadLines(_folder.PathOf($"{name}.csv")).Select(line => string.Join(
            ',', line.Split(',').Where((_, i) => headings[i] is not ("tokens_per_second" or "peak_percent"))))];
    }

    private static string[] ReadLines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd().Split('\n');
    }
}
