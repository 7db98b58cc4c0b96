using System.Buffers;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace UnrolledRnn.Text;

/// <summary>
/// Pieces of a text as SentencePiece has them, of a model that its program <c>spm_train</c> has made: of kind unigram or of byte pair
/// encoding. The same text gives the same pieces as there; decoding writes the text as SentencePiece has normalized it.
/// <list type="bullet">
/// <item>The numbers are <c>&lt;unk&gt;</c>, <c>&lt;bos&gt;</c> and <c>&lt;eos&gt;</c>, which are the file's unknown piece and those that
/// begin and end a text (<c>&lt;s&gt;</c>, <c>&lt;/s&gt;</c>), then its other pieces in its order. They are the file's own numbers where
/// it has these three in front, as it has unless told otherwise.</item>
/// <item>Line ends are spaces to most models, and do not come back. Most put a space in front of a text, and so in front of each part of
/// one that is encoded by parts.</item>
/// <item>Half of a surrogate pair is read as U+FFFD.</item>
/// </list>
/// </summary>
public sealed class PieceTokenizer : VocabularyTokenizer
{
    private readonly SentencePieceModel _model;
    private readonly SentencePiece[] _pieces;
    private readonly int[]? _bytes;
    private readonly PieceNormalizer _normalizer;
    private readonly IPieceSplitter _splitter;

    private PieceTokenizer(byte[] file, SentencePieceModel model, SentencePiece[] pieces)
        : base(new Vocabulary(pieces.Select(piece => piece.Text)))
    {
        File = file;
        _model = model;
        _pieces = pieces;
        byte[][] texts = [.. pieces.Select(piece => Encoding.UTF8.GetBytes(piece.Text))];
        if (model.HasBytes)
        {
            _bytes = new int[256];
            foreach ((int number, SentencePiece piece) in pieces.Index().Where(one => one.Item.Kind == PieceKind.Byte))
            {
                _bytes[PieceOrder.ByteOf(piece)] = number;
            }
        }

        var userDefined = new PieceTrie(Numbered(PieceKind.UserDefined));
        var trie = new PieceTrie(Numbered(PieceKind.Normal).Concat(Numbered(PieceKind.UserDefined)));
        _normalizer = new PieceNormalizer(model, userDefined);
        _splitter = model.Algorithm == SentencePieceModel.Unigram
            ? new UnigramSplitter(pieces, texts, trie)
            : new BpeSplitter(pieces, trie, userDefined);

        IEnumerable<(byte[] Text, int Number)> Numbered(PieceKind kind) =>
            texts.Select((text, number) => (text, number)).Where(one => pieces[one.number].Kind == kind);
    }

    /// <summary>The file, so that a model file can hold it.</summary>
    internal byte[] File { get; }

    /// <summary>Reads a model file of SentencePiece.</summary>
    /// <param name="model">The file, such as <c>spm.model</c>; left open.</param>
    /// <exception cref="FormatException">It is no such file, is damaged, or is of a kind that is not known.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PieceTokenizer Load(Stream model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var file = new MemoryStream();
        model.CopyTo(file);
        return Load(file.ToArray());
    }

    /// <inheritdoc cref="Load(Stream)"/>
    internal static PieceTokenizer Load(byte[] file)
    {
        SentencePieceModel model = SentencePieceReader.Read(file);
        if (model.Algorithm is not (SentencePieceModel.Unigram or SentencePieceModel.Bpe))
        {
            throw new FormatException($"Expected a SentencePiece model of kind 1, unigram, or 2, BPE, got kind {model.Algorithm}.");
        }

        return new PieceTokenizer(file, model, PieceOrder.Of(model));
    }

    /// <inheritdoc/>
    public override TokenDecoder CreateDecoder(string prompt = "")
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return new PieceDecoder(_pieces, _model, prompt);
    }

    /// <inheritdoc/>
    public override string Decode(IEnumerable<int> ids) => DecodedText.Of(ids, CreateDecoder());

    /// <inheritdoc/>
    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten) =>
        DecodedText.Write(ids, CreateDecoder(), Vocabulary.Count, destination, out idsConsumed, out charsWritten);

    /// <inheritdoc/>
    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        ReadOnlySpan<char> source = text is null ? textSpan : text;
        using NormalizedText normalized = _normalizer.Normalize(source, hasPlaces: true);
        List<PieceSpan> pieces = Split(normalized);
        EncodedToken[] tokens = new EncodedToken[Math.Min(pieces.Count, settings.MaxTokenCount)];
        int start = normalized.PlaceOf(0);
        for (int i = 0; i < tokens.Length; i++)
        {
            int end = normalized.PlaceOf(pieces[i].End);
            tokens[i] = new EncodedToken(pieces[i].Number, Vocabulary[pieces[i].Number], start..end);
            start = end;
        }

        return new EncodeResults<EncodedToken>
        {
            Tokens = tokens,
            CharsConsumed = Consumed(tokens.Length, pieces, normalized, source.Length),
        };
    }

    /// <inheritdoc/>
    protected override EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        ReadOnlySpan<char> source = text is null ? textSpan : text;
        using NormalizedText normalized = _normalizer.Normalize(source, hasPlaces: settings.MaxTokenCount < int.MaxValue);
        List<PieceSpan> pieces = Split(normalized);
        int[] tokens = new int[Math.Min(pieces.Count, settings.MaxTokenCount)];
        for (int i = 0; i < tokens.Length; i++)
        {
            tokens[i] = pieces[i].Number;
        }

        return new EncodeResults<int> { Tokens = tokens, CharsConsumed = Consumed(tokens.Length, pieces, normalized, source.Length) };
    }

    private static int Consumed(int count, List<PieceSpan> pieces, NormalizedText normalized, int length) =>
        count == pieces.Count ? length : count == 0 ? 0 : normalized.PlaceOf(pieces[count - 1].End);

    /// <summary>The pieces of a text: an unknown character is its bytes, or one piece with those beside it.</summary>
    private List<PieceSpan> Split(NormalizedText text)
    {
        List<PieceSpan> characters = _splitter.Split(text.Bytes);
        List<PieceSpan> pieces = new(characters.Count);
        int start = 0;
        foreach (PieceSpan piece in characters)
        {
            if (piece.Number != Vocabulary.Unknown)
            {
                pieces.Add(piece);
            }
            else if (_bytes is not null)
            {
                for (int i = start; i < piece.End; i++)
                {
                    pieces.Add(new PieceSpan(i + 1, _bytes[text.Bytes[i]]));
                }
            }
            else if (pieces is [.., { Number: Vocabulary.Unknown }])
            {
                pieces[^1] = piece;
            }
            else
            {
                pieces.Add(piece);
            }

            start = piece.End;
        }

        return pieces;
    }
}
