using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace UnrolledRnn.Text;

/// <summary>
/// Learns byte-level BPE of a text: from bytes on, the pair of tokens that is most frequent becomes a token, and again; of equally frequent
/// ones that with the lower numbers. Words count once for each time they are there, so that a text of any length is learned from its words.
/// </summary>
public sealed class SubwordTrainer
{
    /// <summary>The special tokens and the 256 bytes.</summary>
    public const int FewestTokens = 3 + 256;

    private readonly Dictionary<string, long> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _byText;

    /// <summary>Begins with no text.</summary>
    public SubwordTrainer() => _byText = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Counts the words of a text, or of a part of it.</summary>
    /// <param name="text">The text; a part consists of whole lines.</param>
    public void Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (ValueMatch match in SubwordPieces.Pattern().EnumerateMatches(text))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_byText, text.AsSpan(match.Index, match.Length), out _)++;
        }
    }

    /// <summary>Makes the tokenizer.</summary>
    /// <param name="vocabularySize">The most tokens, from <see cref="FewestTokens"/>; fewer where no pair is there often enough.</param>
    /// <param name="minCount">How often a pair must be there.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too low.</exception>
    public SubwordTokenizer Train(int vocabularySize, int minCount = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabularySize, FewestTokens);
        ArgumentOutOfRangeException.ThrowIfLessThan(minCount, 1);
        List<string> tokens = [.. Vocabulary.Special];
        foreach (char letter in ByteLetters.All)
        {
            tokens.Add(letter.ToString());
        }

        Dictionary<string, int> numbers = Enumerable.Range(0, tokens.Count).ToDictionary(number => tokens[number]);
        var pairs = new SubwordPairs(_words
            .OrderBy(word => word.Key, StringComparer.Ordinal)
            .Select(word => (Tokens: Letters(word.Key, numbers), Count: word.Value)));
        List<string> merges = [];
        while (tokens.Count < vocabularySize && pairs.Best(minCount) is (int first, int second))
        {
            string token = tokens[first] + tokens[second];
            merges.Add($"{tokens[first]} {tokens[second]}");
            if (!numbers.TryGetValue(token, out int number))
            {
                number = tokens.Count;
                numbers[token] = number;
                tokens.Add(token);
            }

            pairs.Merge(first, second, number);
        }

        return new SubwordTokenizer(new Vocabulary(tokens), merges);
    }

    private static int[] Letters(string word, Dictionary<string, int> numbers) =>
        [.. ByteLetters.Of(word).Select(letter => numbers[letter.ToString()])];
}
