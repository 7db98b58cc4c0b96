namespace UnrolledRnn.Text;

/// <summary>
/// The pieces that remain when, from characters on, the two beside each other become one that have the highest score together, the first
/// ones of several. Pieces of the user are never a part of another one.
/// </summary>
internal sealed class BpeSplitter : IPieceSplitter
{
    private static readonly Comparer<(float Score, int Left)> s_bestFirst = Comparer<(float Score, int Left)>.Create(
        static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Left.CompareTo(b.Left));

    private readonly SentencePiece[] _pieces;
    private readonly PieceTrie _trie;
    private readonly PieceTrie _userDefined;

    /// <summary>Creates a splitter.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="trie">Those that are parts of a text.</param>
    /// <param name="userDefined">Those of the user.</param>
    /// <exception cref="FormatException">Pieces are not used, which <c>spm_train</c> does not write.</exception>
    public BpeSplitter(SentencePiece[] pieces, PieceTrie trie, PieceTrie userDefined)
    {
        if (pieces.FirstOrDefault(piece => piece.Kind == PieceKind.Unused) is { Text: string unused })
        {
            throw new FormatException($"Expected a model of BPE to use its pieces, got '{unused}' that it does not use.");
        }

        (_pieces, _trie, _userDefined) = (pieces, trie, userDefined);
    }

    /// <inheritdoc/>
    public List<PieceSpan> Split(ReadOnlySpan<byte> text)
    {
        List<Symbol> symbols = Symbols(text);
        var pairs = new PriorityQueue<(int Left, int Right, int End), (float Score, int Left)>(s_bestFirst);
        for (int i = 1; i < symbols.Count; i++)
        {
            AddPair(text, symbols, pairs, i - 1, i);
        }

        while (pairs.TryDequeue(out (int Left, int Right, int End) pair, out _))
        {
            (Symbol left, Symbol right) = (symbols[pair.Left], symbols[pair.Right]);
            if (left.Next != pair.Right || right.End != pair.End || left.IsGone)
            {
                // One of the two has become a part of another one.
                continue;
            }

            symbols[pair.Left] = left with { End = right.End, Next = right.Next };
            symbols[pair.Right] = right with { IsGone = true };
            if (right.Next < symbols.Count)
            {
                symbols[right.Next] = symbols[right.Next] with { Previous = pair.Left };
                AddPair(text, symbols, pairs, pair.Left, right.Next);
            }

            if (left.Previous >= 0)
            {
                AddPair(text, symbols, pairs, left.Previous, pair.Left);
            }
        }

        List<PieceSpan> result = [];
        for (int i = 0; i < symbols.Count; i = symbols[i].Next)
        {
            int number = _trie.Find(text[symbols[i].Start..symbols[i].End]);
            result.Add(new PieceSpan(symbols[i].End, number == PieceTrie.None ? Vocabulary.Unknown : number));
        }

        return result;
    }

    private List<Symbol> Symbols(ReadOnlySpan<byte> text)
    {
        List<Symbol> symbols = [];
        for (int start = 0; start < text.Length;)
        {
            int length = _userDefined.LongestPrefix(text[start..]);
            bool isWhole = length > 0;
            int end = start + (isWhole ? length : IPieceSplitter.CharacterLength(text[start..]));
            symbols.Add(new Symbol(start, end, symbols.Count - 1, symbols.Count + 1, isWhole, IsGone: false));
            start = end;
        }

        return symbols;
    }

    private void AddPair(
        ReadOnlySpan<byte> text,
        List<Symbol> symbols,
        PriorityQueue<(int Left, int Right, int End), (float Score, int Left)> pairs,
        int left,
        int right)
    {
        if (symbols[left].IsWhole || symbols[right].IsWhole)
        {
            return;
        }

        int number = _trie.Find(text[symbols[left].Start..symbols[right].End]);
        if (number != PieceTrie.None)
        {
            pairs.Enqueue((left, right, symbols[right].End), (_pieces[number].Score, left));
        }
    }

    /// <summary>A part of the text, and its neighbours; it can be whole from the beginning, or gone into the one before.</summary>
    private readonly record struct Symbol(int Start, int End, int Previous, int Next, bool IsWhole, bool IsGone);
}
