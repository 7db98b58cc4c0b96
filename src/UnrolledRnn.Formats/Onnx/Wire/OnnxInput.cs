namespace UnrolledRnn.Formats;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements; <see cref="OnnxDataType.Undefined"/> where the file does not say.</param>
/// <param name="Shape">Its dimensions, or null where the file does not say.</param>
internal sealed record OnnxInput(string Name, OnnxDataType Type, IReadOnlyList<OnnxInputDimension>? Shape)
{
    /// <summary>Reads a ValueInfoProto.</summary>
    public static OnnxInput Read(ReadOnlyMemory<byte> message, string path)
    {
        var input = new OnnxInput("", OnnxDataType.Undefined, null);
        var reader = new ProtobufReader(message, path, "an input or output");
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    input = input with { Name = reader.Text };
                    break;
                case 2:
                    input = ReadType(input, reader.Bytes, path);
                    break;
            }
        }

        return input;
    }

    private static OnnxInput ReadType(OnnxInput input, ReadOnlyMemory<byte> message, string path)
    {
        string kind = $"the type of '{input.Name}'";
        var reader = new ProtobufReader(message, path, kind);
        while (reader.Read())
        {
            if (reader.Field != 1)
            {
                continue;
            }

            var tensor = new ProtobufReader(reader.Bytes, path, kind);
            while (tensor.Read())
            {
                switch (tensor.Field)
                {
                    case 1:
                        input = input with { Type = (OnnxDataType)tensor.Number };
                        break;
                    case 2:
                        input = input with { Shape = ReadShape(tensor.Bytes, path, kind) };
                        break;
                }
            }
        }

        return input;
    }

    private static List<OnnxInputDimension> ReadShape(ReadOnlyMemory<byte> message, string path, string kind)
    {
        List<OnnxInputDimension> shape = [];
        var reader = new ProtobufReader(message, path, kind);
        while (reader.Read())
        {
            if (reader.Field != 1)
            {
                continue;
            }

            var found = new OnnxInputDimension(null, "");
            var dimension = new ProtobufReader(reader.Bytes, path, kind);
            while (dimension.Read())
            {
                switch (dimension.Field)
                {
                    // Some programs write 0 or -1 for a size that is open.
                    case 1 when dimension.Number > 0:
                        found = new OnnxInputDimension(dimension.Number, "");
                        break;
                    case 2:
                        found = new OnnxInputDimension(null, dimension.Text);
                        break;
                }
            }

            reader.Add(shape, found, OnnxLimits.Dimensions);
        }

        return shape;
    }
}

/// <summary>A dimension of an input.</summary>
/// <param name="Size">Its size, or null where it is open.</param>
/// <param name="Name">The name of an open size; it may be empty.</param>
internal sealed record OnnxInputDimension(long? Size, string Name);
