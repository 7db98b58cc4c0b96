using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Tests;

public sealed class UnknownTokensTests : IDisposable
{
    private static readonly TrainingOptions s_options = new() { Epochs = 1, BatchSize = 4 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Unknown_characters_are_no_targets()
    {
        var training = new TextTrainer<CharacterModel>(new string('a', 900) + "bbbbb" + new string('a', 95), s_options);

        Assert.Equal(95 + 1, training.HeldOutTokens);
    }

    [Fact]
    public void The_share_of_unknown_characters_is_that_of_the_worse_part()
    {
        var training = new TextTrainer<CharacterModel>(new string('a', 900) + new string('b', 25) + new string('a', 75), s_options);

        Assert.Equal(0.25, training.UnknownShare);
    }

    [Fact]
    public void What_is_foretold_of_unknown_characters_does_not_count()
    {
        // The only known target is the end of the text; to foretell it is about as hard as any other token.
        var training = new TextTrainer<CharacterModel>(new string('a', 900) + new string('b', 100), s_options);

        Assert.Equal(1, training.HeldOutTokens);
        Assert.Equal(Math.Log(96), training.EvaluateHeldOut(), tolerance: 1.5);
    }

    [Fact]
    public void A_chunk_of_unknown_characters_alone_adds_no_loss()
    {
        // One stream begins with 81 of them, more than a chunk has steps.
        List<TrainingProgress> reports = [];
        var training = new TextTrainer<CharacterModel>(Texts.WithRareCharacters(out _), s_options with { BatchSize = 1 });

        training.Run(new TrainingReporter(reports.Add), () => { }, CancellationToken.None);

        // No step is made of it.
        Assert.Equal(2, reports[0].Step + 1);
        Assert.All(reports, report => Assert.InRange(report.Loss, 1, 8));
        Assert.All(training.History.Training, point => Assert.InRange(point.Loss, 1, 8));
    }

    [Theory]
    [InlineData(20, 0)]
    [InlineData(21, 2)]
    public async Task A_text_of_more_than_a_fifth_unknown_characters_is_refused(int unknownPercent, int exitCode)
    {
        string text = _folder.Write("text.txt", WithUnknown(unknownPercent));

        CommandResult result = await InProcess.RunAsync("train", "--text", text, "--epochs", "1", "--output", _folder.PathOf("out"));

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(exitCode != 0, result.Error.Contains("21.0 % of the characters", StringComparison.Ordinal));
        Assert.Equal(exitCode == 0, Directory.Exists(_folder.PathOf("out")));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task A_text_of_more_than_a_fiftieth_unknown_characters_is_warned_of(int unknownPercent, bool isWarned)
    {
        string text = _folder.Write("text.txt", WithUnknown(unknownPercent));

        CommandResult result = await InProcess.RunAsync("train", "--text", text, "--epochs", "1", "--output", _folder.PathOf("out"));

        Assert.Equal(isWarned, result.Output.Contains("Warning: 3.0 % of the characters", StringComparison.Ordinal));
        Assert.Matches("Held-out loss .* over the characters that it knows", result.Output);
    }

    [Fact]
    public async Task An_encoding_without_a_name_is_a_usage_error()
    {
        CommandResult result = await InProcess.RunAsync("train", "--text", "t", "--encoding", "klingon");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--encoding must be the name of an encoding", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_in_another_encoding_can_be_trained_on()
    {
        string text = _folder.Write("text.txt", System.Text.Encoding.Latin1.GetBytes(Texts.Sentences(500).Replace('o', 'ö')));

        CommandResult result = await InProcess.RunAsync(
            "train", "--text", text, "--encoding", "latin1", "--epochs", "1", "--output", _folder.PathOf("out"));

        Assert.Equal(0, result.ExitCode);
    }

    /// <summary>A text whose last tenth has so much of a character that is not in the rest.</summary>
    private static string WithUnknown(int percent) => new string('a', 900) + new string('b', percent) + new string('a', 100 - percent);
}
