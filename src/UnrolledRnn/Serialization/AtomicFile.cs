namespace UnrolledRnn.Serialization;

/// <summary>Writes files so that a reader, or a crash at any moment, meets the old content or the new, never a part.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file beside its destination, flushes it to the disk, and renames it.</summary>
    /// <param name="path">The destination; its folder must exist.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The file cannot be written; the destination is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing it is not allowed.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string fullPath = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(fullPath)))
        {
            throw new DirectoryNotFoundException($"The folder of '{fullPath}' does not exist.");
        }

        string temporary = Path.Combine(Path.GetDirectoryName(fullPath)!, $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, fullPath, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
