using System.Text.RegularExpressions;
using UnrolledRnn.Cli.Display;

namespace UnrolledRnn.Cli.Tests;

public sealed partial class TerminalTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Plain_output_is_the_text_itself()
    {
        var terminal = new Terminal(_output, isPlain: true);

        terminal.Generated("[bold]\t(\"a\")\n");
        terminal.Generated("b ");
        terminal.Line("[red]");

        Assert.Equal("[bold]\t(\"a\")\nb [red]" + Environment.NewLine, _output.ToString());
    }

    [Fact]
    public void A_plain_heading_stands_below_an_empty_line()
    {
        new Terminal(_output, isPlain: true).Heading("Training [1]");

        Assert.Equal($"{Environment.NewLine}== Training [1]{Environment.NewLine}", _output.ToString());
    }

    [Fact]
    public void A_plain_terminal_shows_training_in_lines() =>
        Assert.IsType<PlainTrainingDisplay>(new Terminal(_output, isPlain: true).TrainingDisplay);

    [Fact]
    public void A_terminal_shows_training_as_it_moves() =>
        Assert.IsType<LiveTrainingDisplay>(new Terminal(_output, isPlain: false).TrainingDisplay);

    [Theory]
    [InlineData("Training")]
    [InlineData("Round [1] of [/]")]
    public void A_heading_is_shown_as_it_is(string heading)
    {
        new Terminal(_output, isPlain: false).Heading(heading);

        Assert.Contains(heading, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_characters_are_shown_one_by_one_as_they_are()
    {
        var terminal = new Terminal(_output, isPlain: false);

        foreach (string piece in (string[])["a", " ", " ", "[", "b", "]", "\n", " ", "\"", "😀"])
        {
            terminal.Generated(piece);
        }

        Assert.Equal("a  [b]\n \"😀", WithoutColours().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_long_generated_text_is_not_broken_into_lines()
    {
        string text = string.Concat(Enumerable.Repeat("the river went round ", 20));

        new Terminal(_output, isPlain: false).Generated(text);

        Assert.Equal(text, WithoutColours());
    }

    private string WithoutColours() => Colours().Replace(_output.ToString(), "");

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colours();
}
