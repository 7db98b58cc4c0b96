using System.Buffers;

namespace UnrolledRnn.Text;

/// <summary>
/// The pieces whose scores have the highest sum. Sums are rounded where SentencePiece rounds them: between pieces that are equally likely,
/// the last bit decides.
/// </summary>
internal sealed class UnigramSplitter : IPieceSplitter
{
    private const float UnknownCost = 10f;
    private const double UserDefinedCost = 0.1;

    private readonly PieceTrie _trie;
    private readonly double[] _scores;
    private readonly float _unknownScore;

    /// <summary>Creates a splitter.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="texts">The text of each in UTF-8.</param>
    /// <param name="trie">Those that are parts of a text.</param>
    public UnigramSplitter(SentencePiece[] pieces, byte[][] texts, PieceTrie trie)
    {
        _trie = trie;
        float lowest = float.MaxValue;
        float highest = 1.17549435e-38f;
        foreach (SentencePiece piece in pieces.Where(piece => piece.Kind == PieceKind.Normal))
        {
            lowest = Math.Min(lowest, piece.Score);
            highest = Math.Max(highest, piece.Score);
        }

        _unknownScore = lowest - UnknownCost;
        _scores = [.. pieces.Zip(texts, (piece, text) =>
            piece.Kind == PieceKind.UserDefined ? (text.Length * highest) - UserDefinedCost : piece.Score)];
    }

    /// <inheritdoc/>
    public List<PieceSpan> Split(ReadOnlySpan<byte> text)
    {
        Path[] rented = ArrayPool<Path>.Shared.Rent(text.Length + 1);
        Span<Path> paths = rented.AsSpan(0, text.Length + 1);
        paths.Fill(Path.None);
        paths[0] = new Path(0f, 0, 0);
        for (int start = 0; start < text.Length;)
        {
            int character = IPieceSplitter.CharacterLength(text[start..]);
            if (!AddPieces(text, start, character, paths))
            {
                float score = _unknownScore + paths[start].Score;
                ref Path path = ref paths[start + character];
                if (path.IsNone || score > path.Score)
                {
                    path = new Path(score, start, Vocabulary.Unknown);
                }
            }

            start += character;
        }

        List<PieceSpan> result = [];
        for (int end = text.Length; end > 0; end = paths[end].Start)
        {
            result.Add(new PieceSpan(end, paths[end].Number));
        }

        result.Reverse();
        ArrayPool<Path>.Shared.Return(rented);
        return result;
    }

    private bool AddPieces(ReadOnlySpan<byte> text, int start, int character, Span<Path> paths)
    {
        bool isKnown = false;
        float before = paths[start].Score;
        int node = PieceTrie.Root;
        for (int at = start; at < text.Length && (node = _trie.Next(node, text[at])) != PieceTrie.None; at++)
        {
            int number = _trie.NumberOf(node);
            if (number == PieceTrie.None)
            {
                continue;
            }

            int end = at + 1;
            double score = _scores[number] + before;
            ref Path path = ref paths[end];
            if (path.IsNone || score > path.Score)
            {
                path = new Path((float)score, start, number);
            }

            isKnown |= end - start == character;
        }

        return isKnown;
    }

    /// <summary>The best way to a place.</summary>
    private readonly record struct Path(float Score, int Start, int Number)
    {
        public static Path None => new(0f, -1, 0);

        public bool IsNone => Start < 0;
    }
}
