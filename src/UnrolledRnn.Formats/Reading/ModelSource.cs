namespace UnrolledRnn.Formats;

/// <summary>The bytes of a file, and what to call it.</summary>
/// <param name="Path">The file, for messages and by its extension.</param>
/// <param name="Bytes">All of it.</param>
internal sealed record ModelSource(string Path, ReadOnlyMemory<byte> Bytes)
{
    public ReadOnlySpan<byte> Span => Bytes.Span;
}
