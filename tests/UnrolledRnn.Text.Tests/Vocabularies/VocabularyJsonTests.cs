using System.Text.Json;

namespace UnrolledRnn.Text.Tests;

public class VocabularyJsonTests
{
    private const string Awkward = "\"\\'/<>&\n\r\t\0\u007f\u2028\ufffdäß日😀";

    [Fact]
    public void Json_gives_back_the_same_vocabulary()
    {
        Vocabulary vocabulary = Vocabulary.OfCharacters(Awkward);

        Vocabulary read = Vocabulary.FromJson(vocabulary.ToJson());

        Assert.Equal(vocabulary.Tokens, read.Tokens);
        Assert.Equal(vocabulary.NumberOf("😀"), read.NumberOf("😀"));
    }

    [Fact]
    public void Json_is_an_array_of_strings_for_any_reader()
    {
        Vocabulary vocabulary = Vocabulary.OfCharacters(Awkward);

        Assert.Equal(vocabulary.Tokens, JsonSerializer.Deserialize<string[]>(vocabulary.ToJson()));
    }

    [Fact]
    public void White_space_between_tokens_is_no_damage() =>
        Assert.Equal(4, Vocabulary.FromJson(" [ \"<unk>\",\n\"<bos>\", \"<eos>\", \" \" ]").Count);

    [Theory]
    [InlineData("")]
    [InlineData("vocabulary")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"<unk>\"")]
    [InlineData("""["<unk>","<bos>","<eos>","a""")]
    [InlineData("""["<unk>","<bos>","<eos>"] and more""")]
    [InlineData("""["<unk>","<bos>","<eos>",1]""")]
    [InlineData("""["<unk>","<bos>","<eos>",["a"]]""")]
    [InlineData("""["<unk>","<bos>","<eos>",null]""")]
    [InlineData("""["<unk>","<bos>","<eos>",""]""")]
    [InlineData("""["<unk>","<bos>","<eos>","a","a"]""")]
    [InlineData("""["<unk>","<bos>","<eos>","\ud83d"]""")]
    [InlineData("""["a","b","c"]""")]
    [InlineData("[]")]
    public void Damaged_json_is_no_vocabulary(string json)
    {
        FormatException refusal = Assert.Throws<FormatException>(() => Vocabulary.FromJson(json));

        Assert.StartsWith("Not a vocabulary: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_survives_the_round_trip()
    {
        string[] tokens = ["<unk>", "<bos>", "<eos>", "\ud83d", "a\udc00b", "😀", "[55296]"];

        Assert.Equal(tokens, Vocabulary.FromJson(new Vocabulary(tokens).ToJson()).Tokens);
    }
}
