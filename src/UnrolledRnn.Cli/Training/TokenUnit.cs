using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Training;

/// <summary>What a token is called where numbers are counted in it.</summary>
/// <param name="One">One of them.</param>
/// <param name="Short">For the headings of a table.</param>
internal sealed record TokenUnit(string One, string Short)
{
    /// <summary>Characters.</summary>
    public static TokenUnit Character { get; } = new("character", "char");

    /// <summary>Words and signs with their marks, or parts of words.</summary>
    public static TokenUnit Token { get; } = new("token", "tok");

    /// <summary>Several of them.</summary>
    public string Many => $"{One}s";

    /// <summary>What a loss is measured in.</summary>
    public string Loss => $"nats per {One}";

    /// <summary>The unit of a tokenizer.</summary>
    public static TokenUnit Of(VocabularyTokenizer tokenizer) => tokenizer is CharacterTokenizer ? Character : Token;
}
