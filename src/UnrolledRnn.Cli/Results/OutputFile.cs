namespace UnrolledRnn.Cli.Results;

/// <summary>A single file that a command writes.</summary>
internal static class OutputFile
{
    /// <summary>Tries whether the file can be written: better now than after the work.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether there may be one.</param>
    /// <exception cref="IOException">It is there, is a folder, or its folder cannot be written to.</exception>
    public static void Prepare(string path, bool overwrite)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path}: expected a file to write, found a folder.");
        }

        if (File.Exists(path) && !overwrite)
        {
            throw new IOException($"{path}: there is such a file; name another one, or replace it with --overwrite.");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        try
        {
            string probe = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
            using var file = new FileStream(
                probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path}: cannot write into its folder ({exception.Message}).", exception);
        }
    }
}
