using System.Buffers;
using System.Text;

namespace UnrolledRnn.Text.Tests;

public class WordDecodingTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\"Don't you know?\" she asked; \"it's five o'clock -- or so the man's watch says...\"")]
    [InlineData("Mr. McDonald (aged 42) paid $1,234.50, i.e. 10% of AT&T's US-wide 5th-rate price, on 12/24/1999.")]
    [InlineData("THE PRINCE\n\n\"'Tis his,\" said 'em.\nWell-known: the dogs' _old_ bowl -- and a-b - c.")]
    [InlineData("He said: “No ‘and’ here—none.” L'été d'Émile, o'er.")]
    [InlineData("a+b = c*d; x_y {z} #1 @home me@home.org \\ / <b>")]
    [InlineData("日本語 😀👩\u200d🔬 e\u0301 ²½")]
    public void A_text_of_usual_spaces_comes_back_as_it_is(string text) => Assert.Equal(text, RoundTrip(text));

    [Theory]
    [InlineData("What is a network ?", "What is a network?")]
    [InlineData("the lobsters , \" lobster red \" , are ( 24 in ) long .", "the lobsters, \"lobster red\", are (24 in) long.")]
    [InlineData("  two   spaces \n here ", "two spaces\nhere")]
    public void Spaces_become_the_usual_ones(string text, string expected) => Assert.Equal(expected, RoundTrip(text));

    [Fact]
    public void An_unknown_word_is_written_as_such_and_all_others_stay()
    {
        var tokenizer = new WordTokenizer(Vocabulary.OfWords("a cat , here ."));

        Assert.Equal("A <unk>, here.", tokenizer.Decode(tokenizer.EncodeToIds("A Zebra, here.")));
    }

    [Fact]
    public void Any_text_comes_back_but_for_its_spaces()
    {
        string[] parts =
        [
            "the", "Cat", "NASA", "McDonald", "'", "’", "'s", "\"", "-", "--", "—", " ", " ", "\n", "\r\n", "\t", ".", ",", "(", ")", "$",
            "5", "42", "<unk>", "##7", "&", "_", "İ", "ǅ", "ß", "\u0301", "é", "😀", "𐐀𐐨", "日本", "\u00a0", "\u2028", "٣", "#", "\0", "…",
        ];
        var random = new Random(7);
        for (int i = 0; i < 3000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => parts[random.Next(parts.Length)]));

            Assert.Equal(WithoutSpaces(text), WithoutSpaces(RoundTrip(text)));
        }
    }

    [SkippableTheory]
    [InlineData("text/tinyshakespeare.txt")]
    [InlineData("text/wikitext-2-valid.txt")]
    public void A_whole_book_comes_back_but_for_its_spaces(string file)
    {
        string text = File.ReadAllText(SharedData.Require(file));

        Assert.Equal(WithoutSpaces(text), WithoutSpaces(RoundTrip(text)));
    }

    [Fact]
    public void A_mark_without_a_word_behind_it_shows_nothing()
    {
        var tokenizer = new WordTokenizer(Vocabulary.OfWords("a ,"));
        int capital = tokenizer.Vocabulary.NumberOf("<maj>");

        Assert.Equal("a, a", tokenizer.Decode([.. tokenizer.EncodeToIds("a"), capital, .. tokenizer.EncodeToIds(", a"), capital]));
    }

    [Fact]
    public void A_destination_takes_whole_words_with_their_marks()
    {
        var tokenizer = new WordTokenizer(Vocabulary.OfWords("the cat"));
        char[] destination = new char[6];

        OperationStatus status = tokenizer.Decode(tokenizer.EncodeToIds("The CAT"), destination, out int idsConsumed, out int charsWritten);

        Assert.Equal(OperationStatus.DestinationTooSmall, status);
        Assert.Equal((2, 3), (idsConsumed, charsWritten));
    }

    [Fact]
    public void A_number_without_a_token_is_invalid() =>
        Assert.Equal(
            OperationStatus.InvalidData, new WordTokenizer(Vocabulary.OfWords("the")).Decode([3, 99], new char[8], out _, out _));

    private static string RoundTrip(string text)
    {
        var tokenizer = new WordTokenizer(Vocabulary.OfWords(text + " some"));
        return tokenizer.Decode(tokenizer.EncodeToIds(text));
    }

    private static string WithoutSpaces(string text)
    {
        var kept = new StringBuilder();
        foreach (char character in text.Replace("\r\n", "\n", StringComparison.Ordinal))
        {
            if (character == '\n' || !char.IsWhiteSpace(character))
            {
                kept.Append(character);
            }
        }

        return kept.ToString();
    }
}
