using System.Buffers.Binary;
using System.Text.Json;

namespace UnrolledRnn.Serialization;

/// <summary>Writes the parts of a safetensors file.</summary>
internal static class SafetensorsWriter
{
    /// <summary>Where libraries that read safetensors look for who wrote it.</summary>
    public const string FormatKey = "format";

    /// <summary>PyTorch, whose names and shapes these are.</summary>
    public const string Format = "pt";

    /// <summary>Writes a file.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        stream.Write(data);
    }

    /// <summary>The JSON of a header, which is known to be readable before a byte of it is written.</summary>
    /// <exception cref="ArgumentException">A text of the metadata could not be read back.</exception>
    public static byte[] ReadableJson(SafetensorsHeader header, string parameterName)
    {
        byte[] json = header.ToJson();
        if (json.Length > SafetensorsHeader.MaxLength)
        {
            throw new ArgumentException($"Expected texts that fit a header of {SafetensorsHeader.MaxLength} bytes, got {json.Length}.", parameterName);
        }

        SafetensorsHeader read;
        try
        {
            read = SafetensorsHeader.Parse(json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new ArgumentException($"Expected texts that can be read back, got {exception.Message}", parameterName, exception);
        }

        foreach ((string key, string value) in header.Metadata)
        {
            if (!read.Metadata.TryGetValue(key, out string? found) || found != value)
            {
                throw new ArgumentException($"Expected texts of well-formed UTF-16, got another for '{key}'.", parameterName);
            }
        }

        return json;
    }
}
