using UnrolledRnn.Cli.Display;

namespace UnrolledRnn.Cli.Tests;

public class PrintableTests
{
    [Theory]
    [InlineData("Ünï, 日本 😀", "Ünï, 日本 😀")]
    [InlineData("\u001b[31m", "\\u001b[31m")]
    [InlineData("a\u0000\u007f\u009b", "a\\u0000\\u007f\\u009b")]
    [InlineData("two\r\n\tlines", "two\\r\\n\\tlines")]
    [InlineData("txt.\u202eexe", "txt.\\u202eexe")]
    [InlineData("\u2028", "\\u2028")]
    public void A_line_shows_what_would_move_the_terminal_as_escapes(string text, string printed) =>
        Assert.Equal(printed, Printable.Line(text));

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_an_escape() => Assert.Equal("a\\ud83db", Printable.Line("a\ud83db"));

    [Fact]
    public void Lines_keep_line_ends_and_tabulators_alone() =>
        Assert.Equal("a\n\tb\\r\\u0008", Printable.Lines("a\n\tb\r\b"));
}
