using System.Text;
using System.Text.Json;
using Microsoft.ML.Tokenizers;

namespace UnrolledRnn.Text.Tests;

public class SubwordTokenizerTests
{
    private const string Text = "The low lower lowest newer newest widest.\n\nIt's 1984 -- “déjà vu”, 日本語 👩\u200d🔬!\n";

    private static readonly SubwordTokenizer s_tokenizer = Trained(Text, 300);

    [Theory]
    [InlineData("")]
    [InlineData(Text)]
    [InlineData("words that were never there: zebra Ωmega 😀 \t\r\n  two  spaces \0 <unk> ##7")]
    public void Any_text_comes_back_to_the_last_character(string text)
    {
        int[] tokens = s_tokenizer.EncodeText(text, out int unknown);

        Assert.Equal(0, unknown);
        Assert.Equal(text, s_tokenizer.Decode(tokens));
    }

    [SkippableFact]
    public void A_whole_book_comes_back_to_the_last_character()
    {
        string path = SharedData.Require("text/tinyshakespeare.txt");
        string text = File.ReadAllText(path);
        SubwordTokenizer tokenizer = Trained(text, 1000);

        IReadOnlyList<int> tokens = tokenizer.EncodeToIds(text);

        Assert.Equal(1000, tokenizer.Vocabulary.Count);
        Assert.InRange(tokens.Count, 1, text.Length / 2);
        Assert.Equal(text, tokenizer.Decode(tokens));
    }

    [Fact]
    public void The_most_frequent_pairs_become_tokens_first()
    {
        SubwordTokenizer tokenizer = Trained("aab aab aab ab", 262);

        Assert.Equal(["a b", "a ab", "Ġ aab"], tokenizer.Merges);
        Assert.Equal(["ab", "aab", "Ġaab"], tokenizer.Vocabulary.Tokens.Skip(SubwordTrainer.FewestTokens));
    }

    [Fact]
    public void Pairs_that_are_too_rare_stay_two_tokens() =>
        Assert.Empty(Trained("abc", 400).Merges);

    [Fact]
    public void Parts_of_whole_lines_are_learned_as_the_text_is()
    {
        var trainer = new SubwordTrainer();
        trainer.Add("one two\n\n");
        trainer.Add("two \"three\"\n");

        Assert.Equal(Trained("one two\n\ntwo \"three\"\n", 280).Merges, trainer.Train(280).Merges);
    }

    [Fact]
    public void A_character_in_several_tokens_is_written_when_it_is_whole()
    {
        SubwordTokenizer bytes = new SubwordTrainer().Train(SubwordTrainer.FewestTokens);
        TokenDecoder decoder = bytes.CreateDecoder();

        Assert.Equal(["a", "", "", "日"], bytes.EncodeToIds("a日").Select(decoder.Append));
        Assert.Equal("", decoder.Append(bytes.EncodeToIds("é")[0]));
        Assert.Equal("\ufffd", decoder.Flush());
    }

    [Fact]
    public void A_tokenizer_travels_in_a_model_file()
    {
        var texts = new Dictionary<string, string>();
        TextTokenizers.AddTo(texts, s_tokenizer);

        VocabularyTokenizer read = TextTokenizers.From(texts);

        Assert.IsType<SubwordTokenizer>(read);
        Assert.Equal(s_tokenizer.EncodeToIds(Text), read.EncodeToIds(Text));
    }

    [Fact]
    public void The_files_of_other_programs_are_read()
    {
        IEnumerable<string> entries = s_tokenizer.Vocabulary.Tokens.Skip(3).Select((token, i) => $"{JsonSerializer.Serialize(token)}:{i}");
        string json = $"{{{string.Join(',', entries)},\"<|end of text|>\":9999}}";
        string lines = $"#version: 0.2\n{string.Join('\n', s_tokenizer.Merges)}\n";

        SubwordTokenizer read = SubwordTokenizer.Load(
            new MemoryStream(Encoding.UTF8.GetBytes(json)), new MemoryStream(Encoding.UTF8.GetBytes(lines)));

        Assert.Equal(s_tokenizer.Vocabulary.Tokens, read.Vocabulary.Tokens);
        Assert.Equal(s_tokenizer.EncodeToIds(Text), read.EncodeToIds(Text));
    }

    [Theory]
    [InlineData("{", "")]
    [InlineData("{\"a\":0}", "")]
    [InlineData("[]", "")]
    public void Other_files_are_refused(string vocabulary, string merges) =>
        Assert.Throws<FormatException>(() => SubwordTokenizer.Load(
            new MemoryStream(Encoding.UTF8.GetBytes(vocabulary)), new MemoryStream(Encoding.UTF8.GetBytes(merges))));

    [Theory]
    [InlineData("th")]
    [InlineData("t h e")]
    [InlineData("q zz")]
    public void Merges_of_what_is_not_there_are_refused(string merge) =>
        Assert.Throws<ArgumentException>("merges", () => new SubwordTokenizer(s_tokenizer.Vocabulary, [merge]));

    [Fact]
    public void Texts_of_a_model_file_without_merges_are_refused()
    {
        var texts = new Dictionary<string, string>();
        TextTokenizers.AddTo(texts, s_tokenizer);
        texts.Remove("unrolled_rnn.merges");

        Assert.Throws<FormatException>(() => TextTokenizers.From(texts));
    }

    [Theory]
    [InlineData(258, 1)]
    [InlineData(300, 0)]
    public void A_vocabulary_without_room_for_all_bytes_is_refused(int vocabularySize, int minCount) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SubwordTrainer().Train(vocabularySize, minCount));

    [Fact]
    public void No_more_tokens_than_wanted_are_made() =>
        Assert.Equal(2, ((Tokenizer)s_tokenizer).EncodeToIds(Text, maxTokenCount: 2, out _, out _).Count);

    private static SubwordTokenizer Trained(string text, int vocabularySize)
    {
        var trainer = new SubwordTrainer();
        trainer.Add(text);
        return trainer.Train(vocabularySize);
    }
}
