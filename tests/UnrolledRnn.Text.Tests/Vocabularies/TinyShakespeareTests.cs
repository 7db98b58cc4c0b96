namespace UnrolledRnn.Text.Tests;

public class TinyShakespeareTests
{
    [SkippableFact]
    public void Tiny_shakespeare_has_65_characters()
    {
        Assert.Equal(65 + 3, Vocabulary.OfCharacters(ReadText()).Count);
    }

    [SkippableFact]
    public void Tiny_shakespeare_comes_back_from_its_tokens()
    {
        string text = ReadText();
        var tokenizer = new CharacterTokenizer(Vocabulary.OfCharacters(text));

        int[] tokens = tokenizer.EncodeText(text, out int unknown);

        Assert.Equal(0, unknown);
        Assert.Equal(text, tokenizer.Decode(tokens));
    }

    private static string ReadText()
    {
        string path = SharedData.Require("text/tinyshakespeare.txt");
        return File.ReadAllText(path);
    }
}
