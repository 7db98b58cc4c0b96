using UnrolledRnn.Cli.Evaluation;

namespace UnrolledRnn.Cli.Tests;

public class TextChaptersTests
{
    private static readonly string s_body = $"\n{Texts.Sentences(700)}\n\n";

    [Fact]
    public void A_chapter_begins_at_its_heading()
    {
        string text = $"{s_body}Chapter 1\n{s_body}CHAPTER 2\n{s_body}";

        IReadOnlyList<TextChapter> chapters = TextChapters.Of(text, "Chapter");

        Assert.Equal(["before", "Chapter 1", "CHAPTER 2"], chapters.Select(chapter => chapter.Name));
        Assert.Equal(text, string.Concat(chapters.Select(chapter => chapter.Text)));
        Assert.StartsWith("Chapter 1\n", chapters[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_contents_has_no_chapters()
    {
        string text = $"Contents\n\nChapter 1\n\nChapter 2\n\n\nChapter 1\n{s_body}Chapter 2\n{s_body}";

        Assert.Equal(["Chapter 1", "Chapter 2"], TextChapters.Of(text, "Chapter").Select(chapter => chapter.Name));
    }

    [Theory]
    [InlineData("Chapters of a life are told.")]
    [InlineData("chapter by chapter")]
    [InlineData("Chapter upon chapter was written, and none of them was ever read by anyone, so that all was in vain.")]
    public void A_sentence_is_no_heading(string line)
    {
        string text = $"Chapter 1\n{s_body}{line}\n{s_body}Chapter 2\n{s_body}";

        Assert.Equal(2, TextChapters.Of(text, "Chapter").Count);
    }

    [Fact]
    public void A_heading_of_two_words_needs_no_blank_line()
    {
        string body = s_body.Trim() + "\n";

        Assert.Equal(
            ["Chapter I", "Chapter II."],
            TextChapters.Of($"Chapter I\n{body}Chapter II.\n{body}", "Chapter").Select(chapter => chapter.Name));
    }

    [Fact]
    public void A_longer_line_behind_another_one_is_no_heading()
    {
        string text = $"Chapter 1\n{s_body}It was in\nChapter 7 that\n{s_body}Chapter 2\n{s_body}";

        Assert.Equal(2, TextChapters.Of(text, "Chapter").Count);
    }

    [Fact]
    public void Headings_may_begin_with_another_word() =>
        Assert.Equal(
            ["Act 1", "ACT 2"], TextChapters.Of($"Act 1\n{s_body}ACT 2\n{s_body}", "Act").Select(chapter => chapter.Name));

    [Fact]
    public void A_text_without_chapters_goes_by_tenths_of_whole_lines()
    {
        string text = Texts.Sentences(20_000);

        IReadOnlyList<TextChapter> parts = TextChapters.Of(text, "Chapter");

        Assert.Equal(10, parts.Count);
        Assert.Equal(("to 10 %", "to 100 %"), (parts[0].Name, parts[9].Name));
        Assert.Equal(text, string.Concat(parts.Select(part => part.Text)));
        Assert.All(parts.SkipLast(1), part => Assert.EndsWith("\n", part.Text, StringComparison.Ordinal));
        Assert.All(parts, part => Assert.InRange(part.Text.Length, 1500, 2500));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("abc\n")]
    [InlineData("😀😀😀")]
    public void A_short_text_has_fewer_parts_and_no_half_characters(string text)
    {
        IReadOnlyList<TextChapter> parts = TextChapters.Of(text, "Chapter");

        Assert.Equal(text, string.Concat(parts.Select(part => part.Text)));
        Assert.All(parts, part => Assert.False(char.IsLowSurrogate(part.Text[0])));
    }
}
