using System.IO.Compression;
using System.Text.Json;

namespace UnrolledRnn.Text.Tests;

/// <summary>Models of SentencePiece, and what it makes of texts; <c>Fixtures/make_fixtures.py</c> has made them.</summary>
internal static class PieceFixtures
{
    private static readonly Lazy<JsonElement> s_cases = new(() => JsonDocument.Parse(Read("cases.json")).RootElement);

    /// <summary>The names of the models.</summary>
    public static TheoryData<string> Names =>
        ["nfkc", "user", "bytes", "spaces", "suffix", "bare", "begun", "ties", "raised", "bpe", "merges"];

    /// <summary>The texts that were encoded.</summary>
    public static string[] Texts => [.. s_cases.Value.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!)];

    /// <summary>A model file.</summary>
    public static byte[] File(string name) => Read(name + ".model");

    /// <summary>Its tokenizer.</summary>
    public static PieceTokenizer Tokenizer(string name) => PieceTokenizer.Load(new MemoryStream(File(name)));

    /// <summary>What SentencePiece makes of each text: tokens in our numbers, where they end, and the text that they become.</summary>
    public static IEnumerable<(string Text, int[] Tokens, int[] Ends, string Decoded)> Encoded(string name)
    {
        int[] numbers = Numbers(name);
        return Texts.Zip(Model(name).GetProperty("encoded").EnumerateArray(), (text, encoded) =>
            (text, Tokens(encoded[0], numbers), Integers(encoded[1]), encoded[2].GetString()!));
    }

    /// <summary>Tokens drawn without a text, and what SentencePiece decodes.</summary>
    public static IEnumerable<(int[] Tokens, string Text)> Decoded(string name)
    {
        int[] numbers = Numbers(name);
        return Model(name).GetProperty("decoded").EnumerateArray()
            .Select(decoded => (Tokens(decoded[0], numbers), decoded[1].GetString()!));
    }

    private static JsonElement Model(string name) => s_cases.Value.GetProperty("models").GetProperty(name);

    private static int[] Tokens(JsonElement tokens, int[] numbers) => [.. Integers(tokens).Select(token => numbers[token])];

    private static int[] Integers(JsonElement values) => [.. values.EnumerateArray().Select(value => value.GetInt32())];

    private static int[] Numbers(string name)
    {
        Dictionary<string, int> numbers = Tokenizer(name).Vocabulary.Tokens.Index().ToDictionary(one => one.Item, one => one.Index);
        return [.. Model(name).GetProperty("pieces").EnumerateArray().Select(piece => numbers[piece.GetString()!])];
    }

    private static byte[] Read(string file)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Pieces", "Fixtures", file + ".gz");
        using var packed = new GZipStream(System.IO.File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }
}
