using System.Globalization;
using System.Text.RegularExpressions;

namespace UnrolledRnn.Cli.Tests;

[Collection(TrainedModelCollection.Name)]
public sealed class EvaluateCommandTests(TrainedModel trained) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_text_is_measured_and_drawn()
    {
        CommandResult result = await EvaluateAsync(Texts.Sentences(4000));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("PNG"u8.ToArray(), File.ReadAllBytes(_folder.PathOf("out/evaluation.png"))[1..4]);
        Match measured = Regex.Match(result.Output, @"Perplexity (\S+) per token, (\S+) bits per character, (\S+) nats per token");
        double[] numbers = [.. measured.Groups.Values.Skip(1).Select(group => double.Parse(group.Value, CultureInfo.InvariantCulture))];
        Assert.InRange(numbers[0], 1, 96);
        Assert.Equal(Math.Log2(numbers[0]), numbers[1], 0.001);
        Assert.Equal(Math.Log(numbers[0]), numbers[2], 0.001);
    }

    [Fact]
    public async Task What_was_learnt_is_less_surprising_than_what_was_not()
    {
        string learnt = Texts.Sentences(1000);
        string shuffled = string.Concat(learnt.OrderBy(character => (character * 7919) % 31));

        Assert.True(await PerplexityAsync(learnt) < await PerplexityAsync(shuffled));
    }

    [Fact]
    public async Task A_cache_makes_what_comes_again_less_surprising()
    {
        string text = _folder.Write("text.txt", string.Concat(Enumerable.Repeat("zq jx vk. ", 60)));
        string[] arguments = ["evaluate", "--model", trained.ModelPath, "--text", text, "--output", _folder.PathOf("out")];

        CommandResult without = await InProcess.RunAsync(arguments);
        CommandResult with = await InProcess.RunAsync([.. arguments, "--cache", "40", "--cache-theta", "2", "--cache-lambda", "0.4"]);

        Assert.Equal((0, ""), (with.ExitCode, with.Error));
        Assert.Contains("With a cache of the last 40 states, theta 2, lambda 0.4", with.Output, StringComparison.Ordinal);
        Assert.True(Perplexity(with) < 0.5 * Perplexity(without), $"{Perplexity(with)}, {Perplexity(without)} without");

        static double Perplexity(CommandResult result) =>
            double.Parse(Regex.Match(result.Output, @"Perplexity (\S+) per token").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Chapters_have_a_row_each()
    {
        string text = $"Chapter 1\n\n{Texts.Sentences(600)}\n\nCHAPTER 2, of mills\n\n{Texts.Sentences(600)}";

        CommandResult result = await EvaluateAsync(text);

        Assert.Matches(@"(?m)^Chapter 1 +\d", result.Output);
        Assert.Matches(@"(?m)^CHAPTER 2, of mills +\d", result.Output);
        Assert.Matches(@"(?m)^all +1,2\d\d", result.Output);
    }

    [Fact]
    public async Task Unknown_characters_are_counted_apart()
    {
        CommandResult result = await EvaluateAsync("the 日 mill 本");

        Assert.Contains(
            "2 of 12 tokens unknown (16.67 %)", result.Output.Replace("\u00a0", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_which_nothing_is_known_is_refused()
    {
        CommandResult result = await EvaluateAsync("日本");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("knows none of its 2 tokens", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_model_or_no_text_is_refused()
    {
        string text = _folder.Write("text.txt", Texts.Sentences(200));

        CommandResult noModel = await InProcess.RunAsync("evaluate", "--model", text, "--text", text, "--output", _folder.PathOf("out"));
        CommandResult noText = await InProcess.RunAsync(
            "evaluate", "--model", trained.ModelPath, "--text", _folder.PathOf("none.txt"), "--output", _folder.PathOf("out"));
        CommandResult badText = await EvaluateAsync([(byte)'a', (byte)'\n', 0xff]);

        Assert.Equal((2, 2, 2), (noModel.ExitCode, noText.ExitCode, badText.ExitCode));
        Assert.Contains("no safetensors file", noModel.Error, StringComparison.Ordinal);
        Assert.Contains("there is no such file", noText.Error, StringComparison.Ordinal);
        Assert.Contains("line 2", badText.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_folder_that_is_a_file_is_refused()
    {
        string text = _folder.Write("text.txt", Texts.Sentences(200));

        CommandResult result = await InProcess.RunAsync("evaluate", "--model", trained.ModelPath, "--text", text, "--output", text);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("cannot write into this folder", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_evaluation_returns_130()
    {
        string text = _folder.Write("text.txt", Texts.Sentences(200));

        CommandResult result = await InProcess.RunAsync(
            new CancellationToken(canceled: true),
            "evaluate", "--model", trained.ModelPath, "--text", text, "--output", _folder.PathOf("out"));

        Assert.Equal(130, result.ExitCode);
    }

    private Task<CommandResult> EvaluateAsync(string text) => EvaluateAsync(System.Text.Encoding.UTF8.GetBytes(text));

    private Task<CommandResult> EvaluateAsync(byte[] text) => InProcess.RunAsync(
        "evaluate", "--model", trained.ModelPath, "--text", _folder.Write("text.txt", text), "--output", _folder.PathOf("out"));

    private async Task<double> PerplexityAsync(string text) => double.Parse(
        Regex.Match((await EvaluateAsync(text)).Output, @"Perplexity (\S+) per token").Groups[1].Value, CultureInfo.InvariantCulture);
}
