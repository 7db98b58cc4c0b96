using System.IO.Compression;

namespace UnrolledRnn.Benchmarks.Experiments.Words;

/// <summary>Texts that may be compressed.</summary>
internal static class TextFiles
{
    /// <summary>Reads a text, compressed where its path ends in .gz.</summary>
    public static string Read(string path)
    {
        using Stream file = File.OpenRead(path);
        using Stream text = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        return new StreamReader(text).ReadToEnd();
    }
}
