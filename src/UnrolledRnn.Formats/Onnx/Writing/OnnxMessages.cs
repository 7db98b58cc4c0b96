namespace UnrolledRnn.Formats;

/// <summary>The messages of onnx.proto that a network takes.</summary>
internal static class OnnxMessages
{
    private const long IrVersion = 8;
    private const long OperatorSet = 17;

    /// <summary>A ModelProto.</summary>
    public static ProtobufMessage Model(ProtobufMessage graph, IEnumerable<(string Key, string Value)> metadata)
    {
        ProtobufMessage model = new ProtobufMessage()
            .Add(1, IrVersion)
            .Add(2, nameof(UnrolledRnn))
            .Add(7, graph)
            .Add(8, new ProtobufMessage().Add(1, "").Add(2, OperatorSet));
        foreach ((string key, string value) in metadata)
        {
            model.Add(14, new ProtobufMessage().Add(1, key).Add(2, value));
        }

        return model;
    }

    /// <summary>A NodeProto.</summary>
    public static ProtobufMessage Node(string name, string operation, string[] inputs, string[] outputs, ProtobufMessage[] attributes)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs)
        {
            node.Add(1, input);
        }

        foreach (string output in outputs)
        {
            node.Add(2, output);
        }

        node.Add(3, name).Add(4, operation);
        foreach (ProtobufMessage attribute in attributes)
        {
            node.Add(5, attribute);
        }

        return node;
    }

    /// <summary>An attribute that is a whole number.</summary>
    public static ProtobufMessage Attribute(string name, long value) => new ProtobufMessage().Add(1, name).Add(3, value).Add(20, 2L);

    /// <summary>An attribute that is a float.</summary>
    public static ProtobufMessage Attribute(string name, float value) => new ProtobufMessage().Add(1, name).Add(2, value).Add(20, 1L);

    /// <summary>An attribute that is a text.</summary>
    public static ProtobufMessage Attribute(string name, string value) => new ProtobufMessage().Add(1, name).Add(4, value).Add(20, 3L);

    /// <summary>An attribute that is whole numbers.</summary>
    public static ProtobufMessage Attribute(string name, params long[] values) =>
        values.Aggregate(new ProtobufMessage().Add(1, name), (message, value) => message.Add(8, value)).Add(20, 7L);

    /// <summary>An attribute that is floats.</summary>
    public static ProtobufMessage Attribute(string name, IEnumerable<float> values) =>
        values.Aggregate(new ProtobufMessage().Add(1, name), (message, value) => message.Add(7, value)).Add(20, 6L);

    /// <summary>An attribute that is texts.</summary>
    public static ProtobufMessage Attribute(string name, IEnumerable<string> values) =>
        values.Aggregate(new ProtobufMessage().Add(1, name), (message, value) => message.Add(9, value)).Add(20, 8L);

    /// <summary>A TensorProto.</summary>
    public static ProtobufMessage Tensor(string name, OnnxDataType type, int[] shape) =>
        shape.Aggregate(new ProtobufMessage(), (message, size) => message.Add(1, (long)size)).Add(2, (long)type).Add(8, name);

    /// <summary>A ValueInfoProto; a dimension is a size, or the name of an open one.</summary>
    public static ProtobufMessage Value(string name, OnnxDataType type, object[] shape)
    {
        var dimensions = new ProtobufMessage();
        foreach (object size in shape)
        {
            dimensions.Add(1, size is int number ? new ProtobufMessage().Add(1, (long)number) : new ProtobufMessage().Add(2, (string)size));
        }

        var tensor = new ProtobufMessage().Add(1, (long)type).Add(2, dimensions);
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensor));
    }
}
