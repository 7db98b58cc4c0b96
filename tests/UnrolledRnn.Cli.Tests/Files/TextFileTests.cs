using System.Text;
using UnrolledRnn.Cli.Files;

namespace UnrolledRnn.Cli.Tests;

public sealed class TextFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void A_byte_order_mark_names_the_encoding_and_is_no_character(string name)
    {
        Encoding encoding = TextEncoding.Find(name)!;

        Assert.Equal("Größe 日本", Read([.. encoding.Preamble, .. encoding.GetBytes("Größe 日本")], "latin1"));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("latin1")]
    [InlineData("windows-1252")]
    [InlineData("utf-16")]
    [InlineData("ibm850")]
    public void A_text_is_read_in_the_encoding_that_is_named(string name) =>
        Assert.Equal("Größe", Read(TextEncoding.Find(name)!.GetBytes("Größe"), name));

    [Theory]
    [InlineData("a\nGr\u00f6\u00dfe", "utf-8", 4, 2)]
    [InlineData("\u00e9", "utf-8", 0, 1)]
    [InlineData("abc\n\n\u00e9t\u00e9", "ascii", 5, 3)]
    public void Bytes_of_another_encoding_are_refused_with_their_place(string text, string name, int offset, int line) =>
        AssertRefused(Encoding.Latin1.GetBytes(text), name, $"byte offset {offset}, line {line}");

    [Fact]
    public void A_character_that_is_cut_off_is_refused_with_its_place() =>
        AssertRefused("ab\ncd é"u8[..^1].ToArray(), "utf-8", "byte offset 6, line 2: c3");

    [Fact]
    public void A_place_counts_the_byte_order_mark() =>
        AssertRefused([.. Encoding.UTF8.Preamble, (byte)'a', 0xff], "utf-8", "byte offset 4, line 1: ff");

    [Fact]
    public void A_place_far_in_a_long_text_is_exact() =>
        AssertRefused([.. Enumerable.Repeat((byte)'\n', 100_000), .. "é"u8, 0xff], "utf-8", "byte offset 100002, line 100001: ff");

    [Fact]
    public void Half_a_pair_in_utf16_is_refused_with_its_place() =>
        AssertRefused([(byte)'a', 0, (byte)'\n', 0, 0x3d, 0xd8, (byte)'b', 0], "utf-16", "line 2");

    [Theory]
    [InlineData("utf-8")]
    [InlineData("latin1")]
    public void A_zero_byte_makes_a_binary_file(string name) =>
        AssertRefused([(byte)'E', (byte)'\n', (byte)'F', 0, 0xff], name, "found a zero at byte offset 3, line 2");

    [Fact]
    public void A_zero_character_makes_a_binary_file_in_utf16_too() =>
        AssertRefused([(byte)'a', 0, 0, 0], "utf-16", "found a zero at byte offset 2");

    [Fact]
    public void A_text_in_utf16_without_a_mark_is_told_its_option() =>
        AssertRefused(Encoding.Unicode.GetBytes("abc"), "utf-8", "--encoding utf-16");

    [Fact]
    public void Line_ends_of_every_system_become_line_feeds() => Assert.Equal("a\nb\n\n", Read("a\r\nb\n\r\n"u8.ToArray(), "utf-8"));

    [Fact]
    public void A_text_that_is_too_long_is_refused_before_it_is_read()
    {
        using (FileStream file = File.Create(_folder.PathOf("text.txt")))
        {
            file.SetLength(TextFile.MaxLength + 1);
        }

        IOException refusal = Assert.Throws<IOException>(() => TextFile.Read(_folder.PathOf("text.txt"), Encoding.UTF8));

        Assert.Contains("expected at most 268,435,456 bytes", refusal.Message, StringComparison.Ordinal);
    }

    private string Read(byte[] content, string encoding) =>
        TextFile.Read(_folder.Write("text.txt", content), TextEncoding.Find(encoding)!);

    private void AssertRefused(byte[] content, string encoding, string message)
    {
        IOException refusal = Assert.Throws<IOException>(() => Read(content, encoding));

        Assert.Contains("text.txt: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }
}
