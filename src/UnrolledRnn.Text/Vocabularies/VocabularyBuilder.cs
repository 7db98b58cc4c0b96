using System.Runtime.InteropServices;

namespace UnrolledRnn.Text;

/// <summary>Counts tokens as they come, for a vocabulary of the most frequent ones.</summary>
public sealed class VocabularyBuilder
{
    private readonly string[] _first;
    private readonly Dictionary<string, (int Order, long Count)> _uses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Order, long Count)>.AlternateLookup<ReadOnlySpan<char>> _byText;

    /// <summary>Begins to count.</summary>
    /// <param name="first">Tokens that the vocabulary has behind the special ones in any case; or null.</param>
    public VocabularyBuilder(IEnumerable<string>? first = null)
    {
        _first = [.. Vocabulary.Special, .. first ?? []];
        _byText = _uses.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Counts a token.</summary>
    /// <param name="token">The token, not empty.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public void Add(ReadOnlySpan<char> token)
    {
        if (token.IsEmpty)
        {
            throw new ArgumentException("Expected a token, got an empty one.", nameof(token));
        }

        ref (int Order, long Count) use = ref CollectionsMarshal.GetValueRefOrAddDefault(_byText, token, out bool exists);
        use = (exists ? use.Order : _uses.Count, use.Count + 1);
    }

    /// <summary>Makes the vocabulary.</summary>
    /// <param name="maxCount">
    /// The most tokens to have, the first ones included; the most frequent stay, of equally frequent ones those that came first.
    /// </param>
    /// <param name="minCount">How often a token must have been counted.</param>
    /// <param name="order">The order in which they get their numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maxCount"/> leaves no room for a token, or <paramref name="minCount"/> is below 1.
    /// </exception>
    public Vocabulary Build(int maxCount = int.MaxValue, int minCount = 1, VocabularyOrder order = VocabularyOrder.Frequency)
    {
        CheckSizes(maxCount, minCount);
        HashSet<string> first = [.. _first];
        IEnumerable<KeyValuePair<string, (int Order, long Count)>> kept = _uses
            .Where(use => use.Value.Count >= minCount && !first.Contains(use.Key))
            .OrderByDescending(use => use.Value.Count)
            .ThenBy(use => use.Value.Order)
            .Take(maxCount - _first.Length);
        if (order == VocabularyOrder.FirstUse)
        {
            kept = kept.OrderBy(use => use.Value.Order);
        }

        return new Vocabulary([.. _first, .. kept.Select(use => use.Key)]);
    }

    /// <summary>Throws where a vocabulary of such sizes cannot be.</summary>
    internal void CheckSizes(int maxCount, int minCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxCount, _first.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(minCount, 1);
    }
}
