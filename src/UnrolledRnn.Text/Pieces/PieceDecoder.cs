using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace UnrolledRnn.Text;

/// <summary>
/// Writes pieces: <c>▁</c> is a space, but not that in front of a text; bytes are held back until a character is whole, and the space
/// behind a text, which a model may add, until something follows.
/// </summary>
internal sealed class PieceDecoder : TokenDecoder
{
    private const char Space = '▁';

    private readonly SentencePiece[] _pieces;
    private readonly SentencePieceModel _model;
    private readonly List<byte> _bytes = [];
    private bool _isBehindText;
    private string _held = "";

    /// <summary>Creates a decoder.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="model">How they were made.</param>
    /// <param name="prompt">What comes before the first one.</param>
    public PieceDecoder(SentencePiece[] pieces, SentencePieceModel model, string prompt)
    {
        (_pieces, _model) = (pieces, model);
        // Spaces at its end are no pieces where they are removed: that of the next piece is the same one.
        _isBehindText = prompt.Length > 0 && !(model.RemovesSpaces && char.IsWhiteSpace(prompt[^1]));
        _held = _isBehindText && HoldsSpace ? " " : "";
    }

    private bool HoldsSpace => _model.AddsSpace && _model.HasSpaceBehind;

    /// <inheritdoc/>
    public override string Append(int token)
    {
        if ((uint)token >= (uint)_pieces.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(token), token, $"Expected a token from 0 to {_pieces.Length - 1}, got {token}.");
        }

        SentencePiece piece = _pieces[token];
        if (piece.Kind == PieceKind.Byte)
        {
            _bytes.Add(PieceOrder.ByteOf(piece));
            return Hold(Note(Take(isEnd: false)));
        }

        string before = Note(Take(isEnd: true));
        return Hold(piece.Kind switch
        {
            PieceKind.Control => before,
            PieceKind.Unknown => before + Note(_model.UnknownSurface),
            _ => before + Write(piece.Text),
        });
    }

    /// <inheritdoc/>
    public override string Flush()
    {
        string text = _held + Note(Take(isEnd: true));
        _held = "";
        return text;
    }

    private string Write(string piece)
    {
        if (_isBehindText || !(_model.AddsSpace || _model.RemovesSpaces) || piece[0] != Space)
        {
            return Note(piece.Replace(Space, ' '));
        }

        // Of several spaces in front one is that which was added; all are, where the others were removed.
        _isBehindText = !_model.RemovesSpaces;
        return Note(piece[1..].Replace(Space, ' '));
    }

    private string Hold(string text)
    {
        if (text.Length == 0 || !HoldsSpace)
        {
            return text;
        }

        text = _held + text;
        _held = text[^1] == ' ' ? " " : "";
        return text[..^_held.Length];
    }

    private string Note(string text)
    {
        _isBehindText |= text.Length > 0;
        return text;
    }

    // A byte that is of no character is U+FFFD.
    private string Take(bool isEnd)
    {
        string text = "";
        Span<byte> bytes = CollectionsMarshal.AsSpan(_bytes);
        while (!bytes.IsEmpty)
        {
            OperationStatus status = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length);
            if (status == OperationStatus.NeedMoreData && !isEnd)
            {
                break;
            }

            text += rune.ToString();
            bytes = bytes[(status == OperationStatus.Done ? length : 1)..];
        }

        _bytes.RemoveRange(0, _bytes.Count - bytes.Length);
        return text;
    }
}
