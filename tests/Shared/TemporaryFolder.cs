namespace UnrolledRnn.Testing;

/// <summary>A folder of its own for a test, which goes when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unrolled-rnn-tests-");

    public string FullName => _folder.FullName;

    public string[] FileNames => [.. _folder.EnumerateFiles().Select(file => file.Name)];

    public string PathOf(string fileName) => Path.Combine(_folder.FullName, fileName);

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string fileName, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(PathOf(fileName), content);
        return PathOf(fileName);
    }

    /// <inheritdoc cref="Write(string, ReadOnlySpan{byte})"/>
    public string Write(string fileName, string content)
    {
        File.WriteAllText(PathOf(fileName), content);
        return PathOf(fileName);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
