namespace UnrolledRnn.Serialization;

/// <summary>Writes files so that a reader, or a crash at any moment, meets the old content or the new, never a part.</summary>
public static class AtomicFile
{
    /// <summary>How old what a killed writer has left must be: longer than any writer needs between closing and renaming.</summary>
    private static readonly TimeSpan s_leftoverAge = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Writes a file beside its destination, flushes it to the disk, and renames it. A symbolic link stays, and the file it leads to is
    /// replaced; the mode of an older file is kept, its owner is that of the process, and other hard links to it keep the old
    /// content. What killed writers of the same file have left is removed.
    /// </summary>
    /// <param name="path">The destination; its folder must exist.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The file cannot be written; the destination is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing it is not allowed.</exception>
    public static void Write(string path, Action<Stream> write) => Write(path, write, create: null);

    /// <summary>The same with temporary files made by a test.</summary>
    internal static void Write(string path, Action<Stream> write, Func<string, FileStream>? create)
    {
        create ??= Create;
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string destination = Destination(path);
        string folder = Path.GetDirectoryName(destination) ?? throw new UnauthorizedAccessException($"'{path}' is a folder.");
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The folder of '{destination}' does not exist.");
        }

        RemoveLeftovers(folder, Path.GetFileName(destination));
        string temporary = Path.Combine(folder, $".{Path.GetFileName(destination)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (FileStream stream = create(temporary))
            {
                KeepMode(destination, stream);
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, destination, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static FileStream Create(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);

    /// <summary>The file itself, where a path leads to it through links.</summary>
    private static string Destination(string path)
    {
        var file = new FileInfo(Path.GetFullPath(path));
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
    }

    private static void KeepMode(string destination, FileStream stream)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(destination))
        {
            File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(destination));
        }
    }

    /// <summary>A writer at work keeps its file locked, so what can be locked and is not new belongs to one that was killed.</summary>
    private static void RemoveLeftovers(string folder, string name)
    {
        foreach (string leftover in Directory.EnumerateFiles(folder, $".{name}.*.tmp"))
        {
            try
            {
                if (DateTime.UtcNow - File.GetLastWriteTimeUtc(leftover) > s_leftoverAge)
                {
                    using (new FileStream(leftover, FileMode.Open, FileAccess.Write, FileShare.None))
                    {
                    }

                    File.Delete(leftover);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // somebody is writing it, or it is not ours to remove; the file that is asked for does not need it
            }
        }
    }
}
