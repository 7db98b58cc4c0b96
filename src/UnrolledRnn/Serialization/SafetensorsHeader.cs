using System.Text.Json;

namespace UnrolledRnn.Serialization;

/// <summary>
/// The header of a safetensors file: its length as 8 little-endian bytes, then JSON that gives each tensor's type, shape
/// and place in the data behind the header.
/// </summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The format's own limit of the JSON, in bytes.</summary>
    public const int MaxLength = 100_000_000;

    /// <summary>More than any network has that can be declared.</summary>
    public const int MaxTensors = 65_536;

    /// <summary>PyTorch's own limit of a tensor's dimensions.</summary>
    public const int MaxDimensions = 64;

    public const int PrefixLength = sizeof(ulong);

    // Not sorted: a tree of pairs would take the JIT some milliseconds of every first load, and a list a time that grows with the square of
    // how many names a file has in falling order.
    public Dictionary<string, TensorEntry> Tensors { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Bytes of data behind the header.</summary>
    public long DataLength { get; private set; }

    /// <summary>Reads the JSON and checks that the tensors fill the data without gap or overlap, as the format wants.</summary>
    /// <exception cref="JsonException">It is not the JSON of a header.</exception>
    /// <exception cref="FormatException">It is not the JSON of a header, or has more of something than is allowed.</exception>
    /// <exception cref="InvalidOperationException">A text is not well formed.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json)
    {
        SafetensorsHeader header = PlainHeader.TryParse(json) ?? ParseJson(json);
        header.CheckPlaces();
        return header;
    }

    /// <summary>Names in ordinal order, in which they are written and the checksum takes them.</summary>
    public static string[] InOrder(ICollection<string> names)
    {
        string[] all = new string[names.Count];
        names.CopyTo(all, 0);
        Array.Sort(all, StringComparer.Ordinal);
        return all;
    }

    /// <summary>The JSON, padded with spaces so that the data begins at a multiple of 64 bytes.</summary>
    public byte[] ToJson()
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("__metadata__");
            foreach (string key in InOrder(Metadata.Keys))
            {
                writer.WriteString(key, Metadata[key]);
            }

            writer.WriteEndObject();
            foreach (string name in NamesByPlace())
            {
                TensorEntry entry = Tensors[name];
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

        return json.ToArray();
    }

    /// <summary>Reads a header of any JSON.</summary>
    internal static SafetensorsHeader ParseJson(ReadOnlySpan<byte> json)
    {
        var header = new SafetensorsHeader();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 4 });
        Expect(ref reader, JsonTokenType.StartObject, "the header");
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (name == "__metadata__")
            {
                header.ReadMetadata(ref reader);
                continue;
            }

            if (header.Tensors.Count == MaxTensors)
            {
                throw new FormatException($"it has more than {MaxTensors} tensors.");
            }

            if (!header.Tensors.TryAdd(name, ReadTensor(ref reader, name)))
            {
                throw new FormatException($"tensor '{name}' occurs twice.");
            }
        }

        if (reader.Read())
        {
            throw new FormatException("something follows its end.");
        }

        return header;
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

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "the metadata");
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String, $"metadata '{key}'");
            if (!Metadata.TryAdd(key, reader.GetString()!))
            {
                throw new FormatException($"metadata '{key}' occurs twice.");
            }
        }
    }

    private static TensorEntry ReadTensor(ref Utf8JsonReader reader, string name)
    {
        string? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, $"tensor '{name}'");
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("dtype"))
            {
                Expect(ref reader, JsonTokenType.String, $"dtype of tensor '{name}'");
                type = reader.GetString();
            }
            else if (reader.ValueTextEquals("shape"))
            {
                shape = ReadNumbers(ref reader, $"shape of tensor '{name}'", MaxDimensions);
            }
            else if (reader.ValueTextEquals("data_offsets"))
            {
                offsets = ReadNumbers(ref reader, $"data_offsets of tensor '{name}'", 2);
            }
            else
            {
                reader.Skip();
            }
        }

        if (type is null || shape is null || offsets?.Length != 2)
        {
            throw new FormatException($"tensor '{name}' lacks its dtype, its shape or two data_offsets.");
        }

        return new TensorEntry(type, shape, offsets[0], offsets[1]);
    }

    private static long[] ReadNumbers(ref Utf8JsonReader reader, string what, int most)
    {
        Expect(ref reader, JsonTokenType.StartArray, what);
        List<long> numbers = [];
        while (Next(ref reader) == JsonTokenType.Number)
        {
            if (numbers.Count == most)
            {
                throw new FormatException($"the {what} has more than {most} numbers.");
            }

            numbers.Add(reader.GetInt64());
        }

        if (reader.TokenType != JsonTokenType.EndArray)
        {
            throw new FormatException($"the {what} has a {reader.TokenType}, expected whole numbers.");
        }

        return [.. numbers];
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType expected, string what)
    {
        if (Next(ref reader) != expected)
        {
            throw new FormatException($"{what} is a {reader.TokenType}, expected a {expected}.");
        }
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw new FormatException("it ends too early.");

    private void CheckPlaces()
    {
        long end = 0;
        foreach (string name in NamesByPlace())
        {
            TensorEntry entry = Tensors[name];
            if (entry.Begin != end || entry.End < entry.Begin)
            {
                throw new FormatException($"tensor '{name}' claims bytes {entry.Begin} to {entry.End}, expected it to begin at {end}.");
            }

            end = entry.End;
        }

        DataLength = end;
    }

    private string[] NamesByPlace()
    {
        string[] names = new string[Tensors.Count];
        Tensors.Keys.CopyTo(names, 0);
        Array.Sort(names, (one, other) =>
        {
            TensorEntry first = Tensors[one];
            TensorEntry second = Tensors[other];
            int order = first.Begin.CompareTo(second.Begin);
            order = order != 0 ? order : first.End.CompareTo(second.End);
            return order != 0 ? order : string.CompareOrdinal(one, other);
        });
        return names;
    }
}
