using UnrolledRnn.Cli.Models;
using UnrolledRnn.Serialization;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Tests;

public sealed class TextModelFileTests : IDisposable
{
    private const string VocabularyKey = "unrolled_rnn.vocabulary";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_comes_back_with_its_parameters_and_vocabulary()
    {
        var model = new CharacterModel(seed: 3);
        Vocabulary vocabulary = Vocabulary.OfCharacters("\"a\"\n\\😀");
        string path = _folder.PathOf("model.safetensors");
        TextModelFile.Save(model, new CharacterTokenizer(vocabulary), path);

        (CharacterModel read, VocabularyTokenizer tokenizer) = TextModelFile.Load(path);

        Assert.Equal(model.Parameters, read.Parameters);
        Assert.Equal(vocabulary.Tokens, tokenizer.Vocabulary.Tokens);
    }

    [Fact]
    public void A_vocabulary_of_all_the_tokens_that_the_model_has_is_accepted()
    {
        string path = Save(VocabularyOf(93).ToJson());

        Assert.Equal(96, TextModelFile.Load(path).Tokenizer.Vocabulary.Count);
    }

    [Fact]
    public void A_vocabulary_of_more_tokens_than_the_model_has_is_refused()
    {
        string path = Save(VocabularyOf(94).ToJson());

        ModelFormatException refusal = Assert.Throws<ModelFormatException>(() => TextModelFile.Load(path));

        Assert.Contains("it has 97 tokens, expected at most 96", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_vocabulary_is_refused()
    {
        string path = Save("""["<unk>","<bos>"]""");

        ModelFormatException refusal = Assert.Throws<ModelFormatException>(() => TextModelFile.Load(path));

        Assert.Contains("unrolled_rnn.vocabulary is of no use: Not a vocabulary", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(path, refusal.Path);
    }

    [Fact]
    public async Task A_vocabulary_of_syllables_is_refused()
    {
        string path = Save("""["<unk>","<bos>","<eos>","a","th"]""");

        CommandResult result = await InProcess.RunAsync("generate", "--model", path);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'th'", result.Error, StringComparison.Ordinal);
    }

    private static Vocabulary VocabularyOf(int characters) =>
        Vocabulary.OfCharacters(string.Concat(Enumerable.Range(0, characters).Select(i => (char)('\u4e00' + i))));

    private string Save(string vocabulary)
    {
        string path = _folder.PathOf("model.safetensors");
        new CharacterModel().Save(path, new Dictionary<string, string> { [VocabularyKey] = vocabulary });
        return path;
    }
}
