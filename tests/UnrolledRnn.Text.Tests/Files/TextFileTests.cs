using System.Text;

namespace UnrolledRnn.Text.Tests;

public sealed class TextFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.txt");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_text_is_utf8_with_or_without_a_mark()
    {
        Assert.Equal("Größe 日本", Read("Größe 日本"u8));
        Assert.Equal("Größe 日本", Read([.. Encoding.UTF8.Preamble, .. "Größe 日本"u8]));
        Assert.Equal("", Read([]));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void A_mark_names_another_encoding(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);

        Assert.Equal("Größe\n日本 Ċ", Read([.. encoding.Preamble, .. encoding.GetBytes("Größe\r\n日本 Ċ")]));
    }

    [Fact]
    public void An_encoding_can_be_given() =>
        Assert.Equal("Größe", Read(Encoding.Latin1.GetBytes("Größe"), Encoding.Latin1));

    [Fact]
    public void Line_ends_of_every_system_become_line_feeds() => Assert.Equal("a\nb\n\nc\nd", Read("a\r\nb\n\r\nc\rd"u8));

    [Theory]
    [InlineData(new byte[] { 0x61, 0x0a, 0xff }, "not utf-8 at byte offset 2, line 2: ff")]
    [InlineData(new byte[] { 0xef, 0xbb, 0xbf, 0x61, 0xc3 }, "not utf-8 at byte offset 4, line 1: c3")]
    [InlineData(new byte[] { 0x61, 0x0d, 0x62, 0x0d, 0x0a, 0xc3, 0x28 }, "not utf-8 at byte offset 5, line 3: c3")]
    [InlineData(new byte[] { 0x61, 0x0a, 0x00, 0x62 }, "a zero at byte offset 2, line 2")]
    [InlineData(new byte[] { 0xff, 0xfe, 0x61, 0x00, 0x00, 0x00 }, "a zero at byte offset 4, line 1")]
    [InlineData(new byte[] { 0xff, 0xfe, 0x0a, 0x00, 0x3d, 0xd8, 0x62, 0x00 }, "line 2")]
    public void What_is_no_text_is_refused_with_its_place(byte[] content, string message)
    {
        FormatException refusal = Assert.Throws<FormatException>(() => Read(content));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(_path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_far_in_a_long_text_is_exact()
    {
        FormatException refusal = Assert.Throws<FormatException>(
            () => Read([.. Enumerable.Repeat("é\n"u8.ToArray(), 700_000).SelectMany(line => line), .. "é"u8, 0xff]));

        Assert.Contains("byte offset 2100002, line 700001: ff", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A line, \"with a quote.\n\n \nThe \"next one.\n", 60_000)]
    [InlineData("日本é ", 300_000)]
    public void Parts_have_the_tokens_of_the_whole_text(string line, int count)
    {
        string text = string.Concat(Enumerable.Repeat(line, count));
        File.WriteAllText(_path, text);
        var tokenizer = new WordTokenizer(Vocabulary.OfWords(line));

        string[] parts = [.. TextFile.ReadParts(_path)];

        Assert.Equal(line.Contains('\n', StringComparison.Ordinal), parts.Length > 1);
        Assert.Equal(text, string.Concat(parts));
        Assert.Equal(tokenizer.EncodeToIds(text), parts.SelectMany(part => tokenizer.EncodeToIds(part)));
    }

    private string Read(ReadOnlySpan<byte> content, Encoding? encoding = null)
    {
        File.WriteAllBytes(_path, content.ToArray());
        return TextFile.Read(_path, encoding);
    }
}
