namespace UnrolledRnn.Cli.Files;

/// <summary>Tells files with a content from pipes, devices and folders without opening them: opening a pipe waits for its writer.</summary>
internal static class RegularFile
{
    /// <summary>Does nothing where the path leads to a file with a content.</summary>
    /// <exception cref="IOException">Nothing is there, or something else.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path}: expected a file, found a folder.");
        }

        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new FileNotFoundException($"{path}: there is no such file.", path);
        }

        // Pipes and devices say that they have nothing, and .NET has no public way to ask what they are.
        string target = file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
        if (new FileInfo(target).Length == 0)
        {
            throw new IOException($"{path}: expected a file with a content, found an empty one, a pipe or a device; write its content to a file first.");
        }
    }
}
