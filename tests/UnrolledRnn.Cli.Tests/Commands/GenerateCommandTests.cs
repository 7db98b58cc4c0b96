namespace UnrolledRnn.Cli.Tests;

[Collection(TrainedModelCollection.Name)]
public class GenerateCommandTests(TrainedModel trained)
{
    [Fact]
    public async Task The_prompt_is_continued()
    {
        CommandResult result = await GenerateAsync("--prompt", "The river", "--length", "40");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.StartsWith("The river", result.Output, StringComparison.Ordinal);
        Assert.EndsWith(Environment.NewLine, result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    public async Task No_more_characters_than_wanted_are_generated(int length)
    {
        CommandResult result = await GenerateAsync("--prompt", "water", "--length", $"{length}", "--temperature", "0");

        Assert.Equal("water".Length + length + Environment.NewLine.Length, result.Output.Length);
    }

    [Fact]
    public async Task The_length_is_500_unless_told()
    {
        CommandResult result = await GenerateAsync("--temperature", "0");

        Assert.Equal(500 + Environment.NewLine.Length, result.Output.Length);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_text() =>
        Assert.Equal(await GenerateAsync("--prompt", "The ", "--seed", "7"), await GenerateAsync("--prompt", "The ", "--seed", "7"));

    [Fact]
    public async Task Another_seed_gives_another_text() =>
        Assert.NotEqual(await GenerateAsync("--prompt", "The ", "--seed", "7"), await GenerateAsync("--prompt", "The ", "--seed", "8"));

    [Fact]
    public async Task At_temperature_zero_the_seed_does_not_matter() =>
        Assert.Equal(await GenerateAsync("--temperature", "0", "--seed", "7"), await GenerateAsync("--temperature", "0", "--seed", "8"));

    [Fact]
    public async Task A_higher_temperature_uses_more_different_characters()
    {
        CommandResult cool = await GenerateAsync("--temperature", "0.1");
        CommandResult hot = await GenerateAsync("--temperature", "5");

        Assert.True(hot.Output.Distinct().Count() > cool.Output.Distinct().Count());
    }

    [Fact]
    public async Task Of_one_token_to_draw_from_it_is_the_likeliest() =>
        Assert.Equal(await GenerateAsync("--temperature", "0"), await GenerateAsync("--top-k", "1", "--temperature", "5"));

    [Fact]
    public async Task A_small_nucleus_is_the_likeliest_token() =>
        Assert.Equal(await GenerateAsync("--temperature", "0"), await GenerateAsync("--top-p", "0.0001"));

    [Fact]
    public async Task A_penalty_makes_another_text() =>
        Assert.NotEqual(await GenerateAsync("--temperature", "0"), await GenerateAsync("--temperature", "0", "--repetition-penalty", "3"));

    [Theory]
    [InlineData(" ")]
    [InlineData("re")]
    public async Task The_text_ends_in_front_of_a_stop_text(string stop)
    {
        string whole = (await GenerateAsync("--temperature", "0")).Output;

        string stopped = (await GenerateAsync("--temperature", "0", "--stop", "\u0001", "--stop", stop)).Output;

        Assert.Contains(stop, whole, StringComparison.Ordinal);
        Assert.Equal(whole[..whole.IndexOf(stop, StringComparison.Ordinal)] + Environment.NewLine, stopped);
    }

    [Fact]
    public async Task A_line_end_can_be_a_stop_text()
    {
        CommandResult result = await GenerateAsync("--temperature", "5", "--length", "2000", "--stop", @"\n");

        Assert.Single(result.Output.TrimEnd().Split('\n'));
        Assert.True(result.Output.Length < 2000);
    }

    [Fact]
    public async Task One_beam_finds_what_the_likeliest_tokens_make() =>
        Assert.Equal(
            await GenerateAsync("--prompt", "The ", "--temperature", "0", "--length", "30"),
            await GenerateAsync("--prompt", "The ", "--beams", "1", "--length", "30"));

    [Fact]
    public async Task A_search_ends_in_front_of_a_stop_text_too()
    {
        string whole = (await GenerateAsync("--beams", "3", "--length", "30")).Output;

        CommandResult stopped = await GenerateAsync("--beams", "3", "--length", "30", "--stop", whole[4..7]);
        Assert.Equal(whole[..4] + Environment.NewLine, stopped.Output);
    }

    [Fact]
    public async Task A_prompt_may_hold_characters_that_the_model_does_not_know()
    {
        CommandResult result = await GenerateAsync("--prompt", "日本", "--length", "5");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("日本", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_generation_returns_130()
    {
        CommandResult result = await InProcess.RunAsync(
            new CancellationToken(canceled: true), "generate", "--model", trained.ModelPath, "--prompt", "The ");

        Assert.Equal(130, result.ExitCode);
        Assert.Equal("The " + Environment.NewLine, result.Output);
    }

    private Task<CommandResult> GenerateAsync(params string[] options) =>
        InProcess.RunAsync(["generate", "--model", trained.ModelPath, .. options]);
}
