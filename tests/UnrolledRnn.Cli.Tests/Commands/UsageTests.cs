using UnrolledRnn.Cli.Commands;

namespace UnrolledRnn.Cli.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("--epochs must be at least 1, got 0.", "train", "--text", "t", "--epochs", "0")]
    [InlineData("--epochs must be at least 1, got -3.", "train", "--text", "t", "--epochs=-3")]
    [InlineData("--batch-size must be from 1 to 2048, got 0.", "train", "--text", "t", "--batch-size", "0")]
    [InlineData("--learning-rate must be above 0, got 0.", "train", "--text", "t", "--learning-rate", "0")]
    [InlineData("--learning-rate must be above 0, got NaN.", "train", "--text", "t", "--learning-rate", "NaN")]
    [InlineData("--hidden must be from 1 to 8192, got 0.", "train", "--text", "t", "--hidden", "0")]
    [InlineData("--layers must be from 1 to 64, got 65.", "train", "--text", "t", "--layers", "65")]
    [InlineData("--cell must be one of lstm, gru, elman, got rnn.", "train", "--text", "t", "--cell", "rnn")]
    [InlineData(
        "--optimizer must be one of adamw, adam, sgd, rmsprop, lion, nt-asgd, got adagrad.",
        "train", "--text", "t", "--optimizer", "adagrad")]
    [InlineData("--dropout must be from 0 to below 1, got 1.", "train", "--text", "t", "--dropout", "1")]
    [InlineData("--weight-dropout must be from 0 to below 1, got -0.1.", "train", "--text", "t", "--weight-dropout", "-0.1")]
    [InlineData("--activation-penalty must be at least 0, got -1.", "train", "--text", "t", "--activation-penalty", "-1")]
    [InlineData("--schedule must be one of cosine, constant, one-cycle, plateau, got step.", "train", "--text", "t", "--schedule", "step")]
    [InlineData("--validation must be above 0 and below 1, got 1.", "train", "--text", "t", "--validation", "1")]
    [InlineData("--clip must be above 0, got 0.", "train", "--text", "t", "--clip", "0")]
    [InlineData("--patience must be at least 1, got 0.", "train", "--text", "t", "--patience", "0")]
    [InlineData("--threads must be from 1 to 256, got 0.", "train", "--text", "t", "--threads", "0")]
    [InlineData("--text, --series and --input are different data", "train", "--text", "t", "--series", "s")]
    [InlineData("--series needs --target with the columns", "train", "--series", "s")]
    [InlineData("--input needs --target with the WAV file", "train", "--input", "s", "--target", "a", "b")]
    [InlineData("--class and --assembly belong together", "train", "--text", "t", "--class", "A")]
    [InlineData(
        "--hidden is for a network that is made here", "train", "--text", "t", "--class", "A", "--assembly", "a.dll", "--hidden", "4")]
    [InlineData("--warm-up does not go with --schedule plateau", "train", "--text", "t", "--schedule", "plateau", "--warm-up", "5")]
    [InlineData("--random-lengths draws where the text is cut already", "train", "--text", "t", "--random-lengths", "--random-start")]
    [InlineData("--resume goes on to write the file that it names", "train", "--text", "t", "--resume", "a", "--checkpoint", "b")]
    [InlineData("--length must be at least 1, got 0.", "generate", "--model", "m", "--length", "0")]
    [InlineData("--temperature must be at least 0, got -0.5.", "generate", "--model", "m", "--temperature=-0.5")]
    [InlineData("--temperature must be at least 0, got NaN.", "generate", "--model", "m", "--temperature", "NaN")]
    [InlineData("--top-k must be at least 0, got -1.", "generate", "--model", "m", "--top-k=-1")]
    [InlineData("--top-p must be above 0, got 0.", "generate", "--model", "m", "--top-p", "0")]
    [InlineData("--top-p must be from 0 to 1, got 1.5.", "generate", "--model", "m", "--top-p", "1.5")]
    [InlineData("--repetition-penalty must be above 0, got 0.", "generate", "--model", "m", "--repetition-penalty", "0")]
    [InlineData("--beams must be from 1 to 64, got 0.", "generate", "--model", "m", "--beams", "0")]
    [InlineData(
        "--beams searches the likeliest text and draws none: leave out --top-p.",
        "generate", "--model", "m", "--beams", "4", "--top-p", "0.9")]
    [InlineData("--stop must be a text, got nothing.", "generate", "--model", "m", "--stop", "")]
    [InlineData("--cache must be from 1 to 1000000, got 0.", "evaluate", "--model", "m", "--text", "t", "--cache", "0")]
    [InlineData("--cache-theta is for --cache", "evaluate", "--model", "m", "--text", "t", "--cache-theta", "1")]
    [InlineData("--heading must be a word", "evaluate", "--model", "m", "--text", "t", "--heading", " ")]
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
    [InlineData("'\\u001b[31m'", "\u001b[31m")]
    public async Task A_word_that_does_not_belong_is_named(string message, params string[] arguments)
    {
        CommandResult result = await InProcess.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("did you mean 'train'?", "trian", "--text", "t")]
    [InlineData("did you mean '--text'?", "train", "--txt", "t")]
    [InlineData("did you mean '--model'?", "generate", "--modle=m")]
    [InlineData("did you mean '--output'?", "--outptu", "o")]
    public async Task A_mistyped_word_suggests_the_near_one_alone(string message, params string[] arguments)
    {
        CommandResult result = await InProcess.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Theory]
    [InlineData("learn")]
    [InlineData("x")]
    public async Task A_word_that_is_near_to_nothing_suggests_nothing(string word)
    {
        CommandResult result = await InProcess.RunAsync(word);

        Assert.DoesNotContain("did you mean", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("as a whole number", "train", "--text", "t", "--epochs", "99999999999")]
    [InlineData("as the name of a file", "train", "--text", "")]
    public async Task An_expected_type_is_named_in_plain_words(string message, params string[] arguments)
    {
        CommandResult result = await InProcess.RunAsync(arguments);

        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_may_begin_with_an_at_sign()
    {
        CommandResult result = await InProcess.RunAsync("generate", "--model", "none.safetensors", "--prompt", "@home");

        Assert.Contains("none.safetensors: there is no such file", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unexpected_exception_is_one_sentence_with_a_code_of_its_own()
    {
        using var error = new StringWriter();

        int exitCode = await CommandLine.Guarded(error, () => throw new InvalidOperationException("first\nsecond"));

        Assert.Equal(70, exitCode);
        Assert.Equal(
            $"unrolled-rnn: unexpected InvalidOperationException, a fault of this program: first\\nsecond{Environment.NewLine}",
            error.ToString());
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        CommandResult result = await InProcess.RunAsync("--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"(?m)^\s+train\s+\w", result.Output);
        Assert.Matches(@"(?m)^\s+generate\s+\w", result.Output);
        Assert.Matches(@"(?m)^\s+evaluate\s+\w", result.Output);
    }

    [Theory]
    [InlineData(
        "train", "--text", "--encoding", "--epochs", "--batch-size", "--learning-rate", "--seed", "--prompt", "--output", "--overwrite",
        "--hidden", "--layers", "--cell", "--embedding", "--sequence-length", "--class", "--assembly", "--optimizer", "--schedule",
        "--warm-up", "--clip", "--weight-decay", "--patience", "--validation", "--threads", "--checkpoint", "--resume", "--csv",
        "--tensorboard", "--dropout", "--layer-dropout", "--output-dropout", "--input-dropout", "--embedding-dropout", "--weight-dropout",
        "--step-dropout", "--activation-penalty", "--temporal-penalty", "--random-lengths", "--random-start")]
    [InlineData(
        "generate", "--model", "--prompt", "--length", "--temperature", "--top-k", "--top-p", "--repetition-penalty", "--seed", "--beams",
        "--stop")]
    [InlineData("evaluate", "--model", "--text", "--encoding", "--heading", "--output", "--cache", "--cache-theta", "--cache-lambda")]
    public async Task Help_of_a_command_lists_its_options(string command, params string[] options)
    {
        CommandResult result = await InProcess.RunAsync(command, "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.All(options, option => Assert.Contains(option, result.Output, StringComparison.Ordinal));
    }
}
