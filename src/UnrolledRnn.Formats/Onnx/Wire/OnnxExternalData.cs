using System.Globalization;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>Where the elements of a tensor lie that are in a file of their own.</summary>
/// <param name="Location">The file, relative to the folder of the model.</param>
/// <param name="Offset">The first byte.</param>
/// <param name="Length">How many there are, or null where the shape says.</param>
internal sealed record OnnxExternalData(string Location, long Offset, long? Length)
{
    /// <summary>With an entry of the description.</summary>
    public OnnxExternalData With((string Key, string Value) entry, string path) => entry.Key switch
    {
        "location" => this with { Location = entry.Value },
        "offset" => this with { Offset = Number(entry, path) },
        "length" => this with { Length = Number(entry, path) },
        _ => this,
    };

    /// <summary>Reads the bytes, from a file beside the model and from nowhere else.</summary>
    public byte[] Read(OnnxTensor tensor, long expected)
    {
        if (Length is long length && length != expected)
        {
            throw tensor.Problem($"expected {expected} bytes, but {length} are in the file '{Location}'");
        }

        if (Location.Length == 0 || Location != Path.GetFileName(Location))
        {
            throw tensor.Problem($"its elements are in the file '{Location}', which is not beside the model");
        }

        string file = Path.Combine(Path.GetDirectoryName(tensor.Path) ?? "", Location);
        try
        {
            var info = new FileInfo(file);
            long size = info.Exists ? new FileInfo(info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file).Length : -1;
            if (size < 0)
            {
                throw tensor.Problem($"its elements are in the file '{Location}', which is missing beside the model");
            }

            if (expected > size - Offset)
            {
                throw tensor.Problem($"expected {expected} bytes from byte {Offset} of the file '{Location}', which has {size}");
            }

            byte[] bytes = new byte[expected];
            using FileStream stream = File.OpenRead(file);
            stream.Position = Offset;
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ModelFormatException(
                tensor.Path, $"{tensor.Title}: the file '{Location}' cannot be read: {exception.Message}", exception);
        }
    }

    private static long Number((string Key, string Value) entry, string path) =>
        long.TryParse(entry.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new ModelFormatException(
                path, $"the {entry.Key} of a tensor in another file is '{entry.Value}', expected a number of bytes.");
}
