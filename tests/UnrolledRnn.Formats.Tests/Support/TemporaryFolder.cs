namespace UnrolledRnn.Formats.Tests.Support;

/// <summary>A folder that goes when its test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unrolled-rnn-tests-");

    public string[] FileNames => [.. _folder.EnumerateFiles().Select(file => file.Name)];

    public string PathOf(string fileName) => Path.Combine(_folder.FullName, fileName);

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string fileName, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(PathOf(fileName), content);
        return PathOf(fileName);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
