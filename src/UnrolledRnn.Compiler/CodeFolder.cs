using System.Security.Cryptography;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Compiler;

/// <summary>Code on disk, a file for each key: the SHA-256 of the image, then the image.</summary>
internal sealed class CodeFolder(string path)
{
    /// <summary>A folder of the user's.</summary>
    public static string DefaultPath => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "UnrolledRnn",
        "code");

    /// <summary>An image that was written whole, or null.</summary>
    public byte[]? Read(string key)
    {
        try
        {
            byte[] file = File.ReadAllBytes(PathOf(key));
            return file.Length > SHA256.HashSizeInBytes
                && SHA256.HashData(file.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(file.AsSpan(0, SHA256.HashSizeInBytes))
                ? file[SHA256.HashSizeInBytes..]
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps an image; where the folder cannot be written, code is made anew next time.</summary>
    public void TryWrite(string key, byte[] image)
    {
        try
        {
            Directory.CreateDirectory(path);
            AtomicFile.Write(PathOf(key), stream =>
            {
                stream.Write(SHA256.HashData(image));
                stream.Write(image);
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // the code is in memory, which is all that this run needs
        }
    }

    private string PathOf(string key) => Path.Combine(path, $"{key}.rnncode");
}
