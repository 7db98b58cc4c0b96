using UnrolledRnn.Cli.Commands;

namespace UnrolledRnn.Cli.Tests;

public class GoOnCommandTests
{
    [Fact]
    public void The_words_of_the_run_stay_and_the_checkpoint_is_added() =>
        Assert.Equal(
            "unrolled-rnn train --text t.txt --epochs 3 --resume out/c.safetensors",
            GoOnCommand.Of(["train", "--text", "t.txt", "--epochs", "3"], "out/c.safetensors"));

    [Fact]
    public void An_earlier_checkpoint_gives_way() =>
        Assert.Equal(
            "unrolled-rnn train --text t --seed 2 --resume new",
            GoOnCommand.Of(["train", "--resume", "old", "--text", "t", "--checkpoint", "other", "--seed", "2"], "new"));

    [Theory]
    [InlineData("--checkpoint=other")]
    [InlineData("--resume:old")]
    public void An_earlier_checkpoint_in_one_word_gives_way(string word) =>
        Assert.Equal(
            "unrolled-rnn train --text t --seed 2 --resume new",
            GoOnCommand.Of(["train", word, "--text", "t", "--seed", "2"], "new"));

    [SkippableFact]
    public void Words_that_a_shell_would_take_apart_are_quoted()
    {
        Skip.If(OperatingSystem.IsWindows(), "Quotes are others there.");

        Assert.Equal(
            "unrolled-rnn train --text 'my text.txt' --prompt 'it'\\''s $1' --resume c",
            GoOnCommand.Of(["train", "--text", "my text.txt", "--prompt", "it's $1"], "c"));
    }
}
