using System.Runtime.InteropServices;

namespace UnrolledRnn.Text;

/// <summary>How often tokens stand beside each other in the words of a text, kept up to date while pairs of them become one.</summary>
internal sealed class SubwordPairs
{
    private readonly List<(int[] Tokens, long Count)> _words;
    private readonly Dictionary<(int First, int Second), long> _counts = [];
    private readonly Dictionary<(int First, int Second), HashSet<int>> _places = [];

    // What is in the queue may be out of date: the count tells.
    private readonly PriorityQueue<(int First, int Second), (long Count, int First, int Second)> _queue = new(
        Comparer<(long Count, int First, int Second)>.Create(
            static (a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : (a.First, a.Second).CompareTo((b.First, b.Second))));

    /// <summary>Counts the pairs.</summary>
    /// <param name="words">The tokens of each word, and how often it is there.</param>
    public SubwordPairs(IEnumerable<(int[] Tokens, long Count)> words)
    {
        _words = [.. words];
        for (int word = 0; word < _words.Count; word++)
        {
            Count(word, sign: 1);
        }

        foreach ((int First, int Second) pair in _counts.Keys)
        {
            Enqueue(pair);
        }
    }

    /// <summary>The pair that is there most often; null where none is there often enough.</summary>
    public (int First, int Second)? Best(int minCount)
    {
        while (_queue.TryDequeue(out (int First, int Second) pair, out (long Count, int First, int Second) order))
        {
            long count = _counts.GetValueOrDefault(pair);
            if (count == order.Count)
            {
                return count >= minCount ? pair : null;
            }

            if (count > 0)
            {
                Enqueue(pair);
            }
        }

        return null;
    }

    /// <summary>Makes a pair one token wherever it is.</summary>
    public void Merge(int first, int second, int merged)
    {
        HashSet<(int First, int Second)> grown = [];
        foreach (int word in _places[(first, second)].ToArray())
        {
            Count(word, sign: -1);
            _words[word] = (Merged(_words[word].Tokens, first, second, merged), _words[word].Count);
            Count(word, sign: 1);
            int[] tokens = _words[word].Tokens;
            for (int i = 1; i < tokens.Length; i++)
            {
                if (tokens[i - 1] == merged || tokens[i] == merged)
                {
                    grown.Add((tokens[i - 1], tokens[i]));
                }
            }
        }

        foreach ((int First, int Second) pair in grown)
        {
            Enqueue(pair);
        }
    }

    private static int[] Merged(int[] tokens, int first, int second, int merged)
    {
        List<int> result = new(tokens.Length);
        for (int i = 0; i < tokens.Length; i++)
        {
            bool isPair = i + 1 < tokens.Length && tokens[i] == first && tokens[i + 1] == second;
            result.Add(isPair ? merged : tokens[i]);
            i += isPair ? 1 : 0;
        }

        return [.. result];
    }

    private void Count(int word, int sign)
    {
        (int[] tokens, long count) = _words[word];
        for (int i = 1; i < tokens.Length; i++)
        {
            (int First, int Second) pair = (tokens[i - 1], tokens[i]);
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, pair, out _) += sign * count;
            ref HashSet<int>? places = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, pair, out _);
            places ??= [];
            if (sign > 0)
            {
                places.Add(word);
            }
            else
            {
                places.Remove(word);
            }
        }
    }

    private void Enqueue((int First, int Second) pair) => _queue.Enqueue(pair, (_counts[pair], pair.First, pair.Second));
}
