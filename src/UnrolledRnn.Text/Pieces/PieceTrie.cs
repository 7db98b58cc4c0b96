namespace UnrolledRnn.Text;

/// <summary>
/// Finds pieces byte by byte. The nodes lie level by level, the children of a node side by side and in the order of their bytes.
/// </summary>
internal sealed class PieceTrie
{
    /// <summary>Where to begin.</summary>
    public const int Root = 0;

    /// <summary>No node, or no piece.</summary>
    public const int None = -1;

    private readonly byte[] _labels;
    private readonly int[] _numbers;
    private readonly int[] _children;

    /// <summary>Builds it.</summary>
    /// <param name="pieces">Pieces, each once, and their numbers.</param>
    public PieceTrie(IEnumerable<(byte[] Text, int Number)> pieces)
    {
        (byte[] Text, int Number)[] sorted = [.. pieces];
        Array.Sort(sorted, static (a, b) => a.Text.AsSpan().SequenceCompareTo(b.Text));
        List<byte> labels = [0];
        List<int> numbers = [];
        List<int> children = [];
        Queue<(int Begin, int End, int Depth)> open = new([(0, sorted.Length, 0)]);
        while (open.TryDequeue(out (int Begin, int End, int Depth) node))
        {
            (int begin, int end, int depth) = node;
            bool isPiece = begin < end && sorted[begin].Text.Length == depth;
            numbers.Add(isPiece ? sorted[begin++].Number : None);
            children.Add(labels.Count);
            while (begin < end)
            {
                byte label = sorted[begin].Text[depth];
                int next = begin;
                while (next < end && sorted[next].Text[depth] == label)
                {
                    next++;
                }

                labels.Add(label);
                open.Enqueue((begin, next, depth + 1));
                begin = next;
            }
        }

        children.Add(labels.Count);
        (_labels, _numbers, _children) = ([.. labels], [.. numbers], [.. children]);
    }

    /// <summary>The node behind another one and a byte, or <see cref="None"/>.</summary>
    public int Next(int node, byte label)
    {
        int first = _children[node];
        int index = _labels.AsSpan(first, _children[node + 1] - first).IndexOf(label);
        return index < 0 ? None : first + index;
    }

    /// <summary>The number of the piece that ends with a node, or <see cref="None"/>.</summary>
    public int NumberOf(int node) => _numbers[node];

    /// <summary>The number of a piece, or <see cref="None"/>.</summary>
    public int Find(ReadOnlySpan<byte> piece)
    {
        int node = Root;
        foreach (byte label in piece)
        {
            node = Next(node, label);
            if (node == None)
            {
                return None;
            }
        }

        return _numbers[node];
    }

    /// <summary>The length of the longest piece with which a text begins; 0 where it begins with none.</summary>
    public int LongestPrefix(ReadOnlySpan<byte> text)
    {
        int longest = 0;
        int node = Root;
        for (int i = 0; i < text.Length && (node = Next(node, text[i])) != None; i++)
        {
            longest = _numbers[node] == None ? longest : i + 1;
        }

        return longest;
    }
}
