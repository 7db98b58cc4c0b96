using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace UnrolledRnn.Serialization;

/// <summary>
/// The header of a safetensors file: its length as 8 little-endian bytes, then JSON that gives each tensor's type, shape
/// and place in the data behind the header.
/// </summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The format's own limit.</summary>
    private const int MaxLength = 100_000_000;

    private const int PrefixLength = sizeof(ulong);

    public SortedDictionary<string, TensorEntry> Tensors { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Index of the first data byte in the file.</summary>
    public long DataStart { get; private set; }

    /// <summary>Reads and checks a header. No memory is taken that the file does not itself fill.</summary>
    /// <exception cref="ModelFormatException">The header is damaged.</exception>
    public static SafetensorsHeader Read(Stream stream, string path)
    {
        if (!stream.CanSeek)
        {
            throw new ModelFormatException(path, "expected a regular file, found a stream without a length.");
        }

        Span<byte> prefix = stackalloc byte[PrefixLength];
        if (stream.Length < PrefixLength)
        {
            throw new ModelFormatException(path, $"expected a safetensors file, found only {stream.Length} bytes.");
        }

        stream.ReadExactly(prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        long available = stream.Length - PrefixLength;
        if (length > (ulong)Math.Min(available, MaxLength))
        {
            throw new ModelFormatException(
                path, $"the header claims {length} bytes, but {available} follow; the file is cut short or no safetensors file.");
        }

        byte[] json = new byte[length];
        stream.ReadExactly(json);
        var header = new SafetensorsHeader { DataStart = PrefixLength + (long)length };
        try
        {
            header.Parse(json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or DecoderFallbackException)
        {
            throw new ModelFormatException(path, $"the header is not the JSON of a safetensors file: {exception.Message}", exception);
        }

        header.CheckPlaces(stream.Length - header.DataStart, path);
        return header;
    }

    /// <summary>Writes the length and the JSON, padded with spaces so that the data begins at a multiple of 64 bytes.</summary>
    public void Write(Stream stream)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("__metadata__");
            foreach ((string key, string value) in Metadata)
            {
                writer.WriteString(key, value);
            }

            writer.WriteEndObject();
            foreach ((string name, TensorEntry entry) in Tensors.OrderBy(tensor => tensor.Value.Begin))
            {
                writer.WriteStartObject(name);
                writer.WriteString("dtype", entry.Type);
                WriteNumbers(writer, "shape", entry.Shape);
                WriteNumbers(writer, "data_offsets", [entry.Begin, entry.End]);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        while ((PrefixLength + json.Length) % 64 != 0)
        {
            json.WriteByte((byte)' ');
        }

        Span<byte> prefix = stackalloc byte[PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)json.Length);
        stream.Write(prefix);
        json.WriteTo(stream);
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, long[] numbers)
    {
        writer.WriteStartArray(name);
        foreach (long number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private void Parse(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (property.NameEquals("__metadata__"))
            {
                foreach (JsonProperty item in property.Value.EnumerateObject())
                {
                    Metadata[item.Name] = item.Value.GetString() ?? throw new FormatException("a metadata value is null.");
                }

                continue;
            }

            long[] shape = Numbers(property.Value, "shape");
            long[] offsets = Numbers(property.Value, "data_offsets");
            if (offsets.Length != 2)
            {
                throw new FormatException($"tensor '{property.Name}' has {offsets.Length} data offsets, expected 2.");
            }

            if (!property.Value.TryGetProperty("dtype", out JsonElement type) || type.GetString() is not string typeName)
            {
                throw new FormatException($"tensor '{property.Name}' has no dtype.");
            }

            if (!Tensors.TryAdd(property.Name, new TensorEntry(typeName, shape, offsets[0], offsets[1])))
            {
                throw new FormatException($"tensor '{property.Name}' occurs twice.");
            }
        }
    }

    private static long[] Numbers(JsonElement tensor, string name) =>
        tensor.TryGetProperty(name, out JsonElement numbers)
            ? [.. numbers.EnumerateArray().Select(number => number.GetInt64())]
            : throw new FormatException($"a tensor has no {name}.");

    /// <summary>The format wants the tensors to fill the data without gap or overlap.</summary>
    private void CheckPlaces(long dataLength, string path)
    {
        long end = 0;
        foreach ((string name, TensorEntry entry) in Tensors.OrderBy(tensor => tensor.Value.Begin).ThenBy(tensor => tensor.Value.End))
        {
            if (entry.Begin != end || entry.End < entry.Begin || entry.End > dataLength)
            {
                throw new ModelFormatException(
                    path, $"tensor '{name}' claims bytes {entry.Begin} to {entry.End} of {dataLength}, expected it to begin at {end} and to end within them.");
            }

            end = entry.End;
        }

        if (end != dataLength)
        {
            throw new ModelFormatException(path, $"the tensors fill {end} bytes, but {dataLength} follow the header.");
        }
    }
}
