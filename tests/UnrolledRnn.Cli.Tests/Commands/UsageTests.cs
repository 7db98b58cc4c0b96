namespace UnrolledRnn.Cli.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("--epochs must be at least 1, got 0.", "train", "--text", "t", "--epochs", "0")]
    [InlineData("--epochs must be at least 1, got -3.", "train", "--text", "t", "--epochs=-3")]
    [InlineData("--batch-size must be from 1 to 2048, got 0.", "train", "--text", "t", "--batch-size", "0")]
    [InlineData("--learning-rate must be above 0, got 0.", "train", "--text", "t", "--learning-rate", "0")]
    [InlineData("--learning-rate must be above 0, got NaN.", "train", "--text", "t", "--learning-rate", "NaN")]
    [InlineData("--length must be at least 1, got 0.", "generate", "--model", "m", "--length", "0")]
    [InlineData("--temperature must be at least 0, got -0.5.", "generate", "--model", "m", "--temperature=-0.5")]
    [InlineData("--temperature must be at least 0, got NaN.", "generate", "--model", "m", "--temperature", "NaN")]
    public async Task A_number_out_of_its_range_is_refused(string message, params string[] arguments)
    {
        CommandResult result = await InProcess.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'many'", "train", "--text", "t", "--epochs", "many")]
    [InlineData("'hot'", "generate", "--model", "m", "--temperature", "hot")]
    [InlineData("'1.5'", "generate", "--model", "m", "--seed", "1.5")]
    [InlineData("'--text' is required", "train")]
    [InlineData("'--model' is required", "generate", "--prompt", "The ")]
    [InlineData("'--speed'", "train", "--text", "t", "--speed", "9")]
    [InlineData("'learn'", "learn")]
    public async Task A_word_that_does_not_belong_is_named(string message, params string[] arguments)
    {
        CommandResult result = await InProcess.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        CommandResult result = await InProcess.RunAsync("--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"(?m)^\s+train\s+\w", result.Output);
        Assert.Matches(@"(?m)^\s+generate\s+\w", result.Output);
    }

    [Theory]
    [InlineData("train", "--text", "--epochs", "--batch-size", "--learning-rate", "--seed", "--prompt", "--output")]
    [InlineData("generate", "--model", "--prompt", "--length", "--temperature", "--seed")]
    public async Task Help_of_a_command_lists_its_options(string command, params string[] options)
    {
        CommandResult result = await InProcess.RunAsync(command, "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.All(options, option => Assert.Contains(option, result.Output, StringComparison.Ordinal));
    }
}
