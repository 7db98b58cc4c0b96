namespace UnrolledRnn.Formats;

/// <summary>A file of a zip archive, as the directory at its end describes it.</summary>
/// <param name="Name">Its path within the archive.</param>
/// <param name="Method">How it is packed: 0 for not at all, 8 for deflate.</param>
/// <param name="Checksum">The CRC-32 of its content; 0 where the writer did not compute one.</param>
/// <param name="PackedLength">Bytes in the archive.</param>
/// <param name="Length">Bytes of its content.</param>
/// <param name="Offset">Where its own header begins.</param>
internal sealed record ZipEntry(string Name, int Method, uint Checksum, long PackedLength, long Length, long Offset);
