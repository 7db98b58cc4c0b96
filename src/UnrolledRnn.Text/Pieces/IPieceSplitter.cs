namespace UnrolledRnn.Text;

/// <summary>Cuts a normalized text into pieces.</summary>
internal interface IPieceSplitter
{
    /// <summary>Cuts a text.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <returns>Pieces from its beginning to its end; each unknown character is one.</returns>
    List<PieceSpan> Split(ReadOnlySpan<byte> text);

    /// <summary>The length of the character with which a text begins, as its first byte says.</summary>
    static int CharacterLength(ReadOnlySpan<byte> text)
    {
        int length = text[0] switch { < 0xc0 => 1, < 0xe0 => 2, < 0xf0 => 3, _ => 4 };
        return Math.Min(length, text.Length);
    }
}
