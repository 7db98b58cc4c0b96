namespace UnrolledRnn.Text.Tests;

public class VocabularyOfWordsTests
{
    [Fact]
    public void Special_tokens_and_marks_come_before_the_words() =>
        Assert.Equal(["<unk>", "<bos>", "<eos>", "<maj>", "<up>", "<join>", "a"], Vocabulary.OfWords("a").Tokens);

    [Fact]
    public void Frequent_words_come_first_and_equally_frequent_ones_by_first_use() =>
        Assert.Equal(["the", "b", "a"], Vocabulary.OfWords("b the a The").Tokens.Skip(6));

    [Fact]
    public void Words_that_are_too_rare_are_left_out() =>
        Assert.Equal(["b", "a"], Vocabulary.OfWords("a b c b a b", minCount: 2).Tokens.Skip(6));

    [Fact]
    public void A_limit_counts_special_tokens_and_marks() =>
        Assert.Equal(["b"], Vocabulary.OfWords("a b b", maxCount: 7).Tokens.Skip(6));

    [Theory]
    [InlineData(6, 1)]
    [InlineData(100, 0)]
    public void A_limit_without_room_for_a_word_is_refused(int maxCount, int minCount) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Vocabulary.OfWords("a", maxCount, minCount));

    [Fact]
    public void Parts_of_whole_lines_are_counted_as_the_text_is()
    {
        string[] parts = ["\"One\" two\n\n", "Two \" three \"\n", "three"];
        VocabularyBuilder counts = WordTokenizer.CreateVocabularyBuilder();
        foreach (string part in parts)
        {
            WordTokenizer.Count(part, counts);
        }

        Assert.Equal(Vocabulary.OfWords(string.Concat(parts)).Tokens, counts.Build().Tokens);
    }

    [Fact]
    public void A_vocabulary_of_words_travels_as_json()
    {
        Vocabulary vocabulary = Vocabulary.OfWords("\"A\" - b\n\n#7 '\ud83d c 12");

        Assert.Equal(vocabulary.Tokens, Vocabulary.FromJson(vocabulary.ToJson()).Tokens);
    }
}
