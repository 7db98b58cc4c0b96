namespace UnrolledRnn.Text;

/// <summary>Hands pieces of a text out as soon as they can no longer belong to a text at which it stops.</summary>
/// <param name="stopTexts">Where it stops; none of them is empty.</param>
internal sealed class StopTextFilter(IReadOnlyList<string> stopTexts)
{
    private string _held = "";

    /// <summary>Whether one of the texts has come.</summary>
    public bool IsMet { get; private set; }

    /// <summary>Takes a piece.</summary>
    /// <returns>What can be handed out; may be empty.</returns>
    public string Append(string piece)
    {
        // Where nothing stops the text, its pieces go through as they are.
        return stopTexts.Count == 0 ? piece : Free(_held + piece);
    }

    /// <summary>Ends the text.</summary>
    /// <returns>What was held back; nothing where a stop text has come.</returns>
    public string Flush() => IsMet ? "" : _held;

    private string Free(string text)
    {
        int free = text.Length;
        foreach (string stop in stopTexts)
        {
            int at = text.IndexOf(stop, StringComparison.Ordinal);
            IsMet |= at >= 0;
            free = Math.Min(free, at >= 0 ? at : text.Length);
        }

        free = IsMet ? free : text.Length - stopTexts.Max(stop => Overlap(text, stop));
        _held = text[free..];
        return text[..free];
    }

    /// <summary>The most characters at the end of a text with which a stop text begins.</summary>
    private static int Overlap(string text, string stop)
    {
        int length = Math.Min(text.Length, stop.Length - 1);
        while (length > 0 && !text.AsSpan(text.Length - length).SequenceEqual(stop.AsSpan(0, length)))
        {
            length--;
        }

        return length;
    }
}
