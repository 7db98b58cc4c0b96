namespace UnrolledRnn.Formats;

/// <summary>An attribute of a node; of the values, those that its type has.</summary>
/// <param name="Name">Its name.</param>
internal sealed record OnnxAttribute(string Name)
{
    /// <summary>A float.</summary>
    public float? Float { get; init; }

    /// <summary>A whole number.</summary>
    public long? Integer { get; init; }

    /// <summary>A text.</summary>
    public string? Text { get; init; }

    /// <summary>A tensor.</summary>
    public OnnxTensor? Tensor { get; init; }

    /// <summary>Floats.</summary>
    public IReadOnlyList<float> Floats { get; init; } = [];

    /// <summary>Whole numbers.</summary>
    public IReadOnlyList<long> Integers { get; init; } = [];

    /// <summary>Texts.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Reads an AttributeProto.</summary>
    public static OnnxAttribute Read(ReadOnlyMemory<byte> message, string path)
    {
        var attribute = new OnnxAttribute("");
        List<float>? floats = null;
        List<long>? integers = null;
        List<string>? texts = null;
        var reader = new ProtobufReader(message, path, "an attribute");
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    attribute = attribute with { Name = reader.Text };
                    break;
                case 2:
                    attribute = attribute with { Float = reader.Float };
                    break;
                case 3:
                    attribute = attribute with { Integer = reader.Number };
                    break;
                case 4:
                    attribute = attribute with { Text = reader.Text };
                    break;
                case 5:
                    attribute = attribute with { Tensor = OnnxTensor.Read(reader.Bytes, path) };
                    break;
                case 7:
                    AddFloats(reader, floats ??= []);
                    break;
                case 8:
                    reader.AddNumbers(integers ??= [], OnnxLimits.Integers);
                    break;
                case 9:
                    reader.Add(texts ??= [], reader.Text, OnnxLimits.Entries);
                    break;
            }
        }

        return attribute with { Floats = floats ?? [], Integers = integers ?? [], Texts = texts ?? [] };
    }

    private static void AddFloats(ProtobufReader reader, List<float> floats)
    {
        if (!reader.HasBytes)
        {
            reader.Add(floats, reader.Float, OnnxLimits.Integers);
            return;
        }

        if (reader.Bytes.Length % sizeof(float) != 0)
        {
            throw reader.Damaged($"{reader.Bytes.Length} bytes are no floats");
        }

        floats.AddRange(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(reader.Bytes.Span).ToArray());
    }
}
