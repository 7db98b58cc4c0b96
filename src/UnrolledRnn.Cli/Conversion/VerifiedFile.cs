using UnrolledRnn.Formats;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Cli.Conversion;

/// <summary>The content of a file in another format, which has been read back.</summary>
/// <param name="Bytes">The content.</param>
/// <param name="ReadBack">What it was read as.</param>
internal sealed record VerifiedFile(ReadOnlyMemory<byte> Bytes, ModelDescription ReadBack)
{
    private const int MaxListed = 3;

    /// <summary>Writes a model into memory, and reads it back.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file that it is for, which decides the format.</param>
    /// <param name="allowNonFinite">Whether weights may be NaN or infinite.</param>
    /// <exception cref="IOException">The format cannot hold the model, or what was written is another one.</exception>
    public static VerifiedFile Of(ModelDescription model, string path, bool allowNonFinite)
    {
        using var stream = new MemoryStream();
        try
        {
            ModelFiles.Write(model, stream, path, allowNonFinite);
            ReadOnlyMemory<byte> bytes = stream.GetBuffer().AsMemory(0, (int)stream.Length);
            ModelDescription read = ModelFiles.Read(bytes, path, new ModelReadOptions { AllowNonFinite = allowNonFinite });
            string[] differences = [.. ModelComparison.Differences(model, read).Take(MaxListed)];
            return differences.Length == 0 ? new VerifiedFile(bytes, read) : throw Wrong(path, string.Join("; ", differences), inner: null);
        }
        catch (NotSupportedException exception)
        {
            throw new IOException(exception.Message, exception);
        }
        catch (ModelFormatException exception)
        {
            throw Wrong(path, exception.Message, exception);
        }
    }

    private static IOException Wrong(string path, string difference, Exception? inner) => new(
        $"{path}: nothing was written, because what would be reads back as another model, a fault of this program: {difference}.", inner);
}
