using System.Globalization;

namespace UnrolledRnn.Text;

/// <summary>Brings the pieces of a file into the order of a <see cref="Vocabulary"/>, and looks whether they fit each other.</summary>
internal static class PieceOrder
{
    private const int ByteCount = 256;

    /// <summary>
    /// The special tokens first: the unknown piece and those that begin and end a text, or control pieces in their place where the file has
    /// none; the others behind, in the order of the file.
    /// </summary>
    /// <exception cref="FormatException">
    /// A piece is there twice or has the name of a special token, there is not one unknown piece, or not each byte is a piece.
    /// </exception>
    public static SentencePiece[] Of(SentencePieceModel model)
    {
        SentencePiece[] special = [.. Vocabulary.Special.Select(token => new SentencePiece(token, 0f, PieceKind.Control))];
        List<SentencePiece> others = [];
        HashSet<string> texts = [];
        foreach (SentencePiece piece in model.Pieces)
        {
            Expect(texts.Add(piece.Text), "each piece once", $"'{piece.Text}' twice");
            if (SpecialOf(piece, model) is int number)
            {
                Expect(
                    number != Vocabulary.Unknown || special[number].Kind != PieceKind.Unknown,
                    "one piece for what is unknown",
                    $"'{piece.Text}' too");
                special[number] = piece with { Text = Vocabulary.Special[number] };
            }
            else
            {
                Expect(!Vocabulary.Special.Contains(piece.Text), "no other piece with the name of a special token", $"'{piece.Text}'");
                others.Add(piece);
            }
        }

        Expect(special[Vocabulary.Unknown].Kind == PieceKind.Unknown, "a piece for what is unknown", "none");
        CheckBytes(others, model.HasBytes);
        return [.. special, .. others];
    }

    /// <summary>The byte that a piece such as <c>&lt;0x0A&gt;</c> stands for.</summary>
    public static byte ByteOf(SentencePiece piece) =>
        byte.Parse(piece.Text.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static void CheckBytes(List<SentencePiece> pieces, bool areExpected)
    {
        HashSet<string> expected = areExpected ? [.. Enumerable.Range(0, ByteCount).Select(value => $"<0x{value:X2}>")] : [];
        string allowed = areExpected ? "pieces of bytes from <0x00> to <0xFF>" : "no pieces of bytes";
        foreach (SentencePiece piece in pieces.Where(piece => piece.Kind == PieceKind.Byte))
        {
            Expect(expected.Remove(piece.Text), allowed, $"'{piece.Text}'");
        }

        Expect(expected.Count == 0, "a piece for each byte", $"none for {expected.FirstOrDefault()}");
    }

    private static int? SpecialOf(SentencePiece piece, SentencePieceModel model) => piece.Kind switch
    {
        PieceKind.Unknown => Vocabulary.Unknown,
        PieceKind.Control when piece.Text == model.BeginPiece => Vocabulary.BeginOfText,
        PieceKind.Control when piece.Text == model.EndPiece => Vocabulary.EndOfText,
        _ => null,
    };

    private static void Expect(bool isTrue, string expected, string found)
    {
        if (!isTrue)
        {
            throw new FormatException($"Expected {expected}, got {found}.");
        }
    }
}
