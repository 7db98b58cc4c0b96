namespace UnrolledRnn.Text.Tests;

public class StopTextTests
{
    private readonly LanguageModel _model = LetterModel.Create();

    [Theory]
    [InlineData("abcde", "c", "ab")]
    [InlineData("abcde", "bcd", "a")]
    [InlineData("abcde", "abcde", "")]
    [InlineData("aabcaabd", "aabd", "aabc")]
    [InlineData("ababac", "abac", "ab")]
    [InlineData("abc", "cd", "abc")]
    [InlineData("ab.", "bc", "ab")]
    [InlineData("abcde", "ba", "abcde")]
    public void The_text_ends_in_front_of_a_stop_text(string generated, string stop, string expected) =>
        Assert.Equal(expected, string.Concat(_model.Generate("", LetterModel.Scripted(generated, stop))));

    [Theory]
    [InlineData("abcde", "abcx", "bc", "a")]
    [InlineData("abcde", "cd", "bcd", "a")]
    [InlineData("abcde", "d", "b", "a")]
    public void Of_several_stop_texts_the_first_that_is_whole_ends_it(string generated, string first, string second, string expected) =>
        Assert.Equal(expected, string.Concat(_model.Generate("", LetterModel.Scripted(generated, first, second))));

    [Fact]
    public void Only_what_may_belong_to_a_stop_text_is_held_back() =>
        Assert.Equal(["a", "b", "cde"], _model.Generate("", LetterModel.Scripted("abcde", "bcx", "cdd")));

    [Fact]
    public void A_stop_text_that_begins_in_the_prompt_does_not_count() =>
        Assert.Equal("bc", string.Concat(_model.Generate("a", LetterModel.Scripted("bc", "ab"))));

    [Fact]
    public void A_stop_text_that_is_empty_is_refused() =>
        Assert.Throws<ArgumentException>("StopTexts", () => new GenerationOptions { StopTexts = ["a", ""] });
}
