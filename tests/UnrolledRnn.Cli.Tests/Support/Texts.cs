using System.Text;

namespace UnrolledRnn.Cli.Tests;

/// <summary>Texts to train on, the same on every machine.</summary>
internal static class Texts
{
    private static readonly string[] s_words =
        ["the", "heron", "river", "went", "round", "mill", "and", "stone", "bread", "stood", "old", "water", "said", "potter"];

    /// <summary>Sentences of words in a random order.</summary>
    public static string Sentences(int length)
    {
        var random = new Random(1);
        var text = new StringBuilder();
        while (text.Length < length)
        {
            IEnumerable<string> words = Enumerable.Range(0, random.Next(3, 9)).Select(_ => s_words[random.Next(s_words.Length)]);
            text.Append("The ").AppendJoin(' ', words).Append(".\n");
        }

        return text.ToString(0, length);
    }

    /// <summary>
    /// 120 different characters, of which the model has room for 93: the other 27 occur three times each, early in the text.
    /// </summary>
    public static string WithRareCharacters(out int rareCharacters)
    {
        string common = string.Concat(Enumerable.Range(0, 93).Select(i => (char)('\u4e00' + i)));
        string rare = string.Concat(Enumerable.Range(0, 27).Select(i => (char)('\u6000' + i)));
        rareCharacters = 3 * rare.Length;
        return string.Concat(Enumerable.Repeat(rare, 3)) + string.Concat(Enumerable.Repeat(common, 20));
    }
}
