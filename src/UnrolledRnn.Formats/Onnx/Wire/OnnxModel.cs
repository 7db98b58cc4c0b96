namespace UnrolledRnn.Formats;

/// <summary>
/// A model of ONNX, its messages as onnx.proto declares them: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
/// </summary>
/// <param name="Producer">The program that wrote it, with its version.</param>
/// <param name="OperatorSet">The version of ONNX's own operators.</param>
/// <param name="Metadata">Texts with their names.</param>
/// <param name="Graph">The graph.</param>
internal sealed record OnnxModel(string Producer, long OperatorSet, IReadOnlyList<(string Key, string Value)> Metadata, OnnxGraph Graph)
{
    private const int GraphField = 7;

    /// <summary>The version of ModelProto; the other fields are texts and messages.</summary>
    private static readonly int[] s_numberFields = [1, 5];

    private static readonly int[] s_bytesFields = [2, 3, 4, 6, GraphField, 8, 14, 20, 25, 26];

    /// <summary>Reads a file.</summary>
    public static OnnxModel Read(ModelSource source)
    {
        string name = "";
        string version = "";
        long operatorSet = 0;
        ReadOnlyMemory<byte>? graph = null;
        List<(string Key, string Value)> metadata = [];
        var reader = new ProtobufReader(source.Bytes, source.Path, "the model");
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 2:
                    name = reader.Text;
                    break;
                case 3:
                    version = reader.Text;
                    break;
                case GraphField:
                    graph = reader.Bytes;
                    break;
                case 8:
                    operatorSet = Math.Max(operatorSet, ReadOperatorSet(reader.Bytes, source.Path));
                    break;
                case 14:
                    reader.Add(metadata, ReadPair(reader.Bytes, source.Path), OnnxLimits.Entries);
                    break;
            }
        }

        return new OnnxModel(
            $"{name} {version}".Trim(),
            operatorSet,
            metadata,
            OnnxGraph.Read(graph ?? throw reader.Damaged("the graph is missing"), source.Path));
    }

    /// <summary>
    /// Whether bytes are the fields of a model, with a graph among them. Protobuf has no mark of its own; the last field may be cut off, so
    /// that a damaged file is called that.
    /// </summary>
    public static bool Recognizes(ModelSource source)
    {
        bool hasVersion = false;
        bool hasGraph = false;
        var fields = new ProtobufReader(source.Bytes, source.Path, "");
        try
        {
            while (fields.Read())
            {
                if (!(fields.HasBytes ? s_bytesFields : s_numberFields).Contains(fields.Field))
                {
                    return false;
                }

                hasVersion |= fields.Field == 1;
                hasGraph |= fields.Field == GraphField;
                if (hasVersion && hasGraph)
                {
                    return true;
                }
            }
        }
        catch (Serialization.ModelFormatException)
        {
            return hasVersion && fields.Field == GraphField;
        }

        return false;
    }

    /// <summary>Entries of metadata and the like: a key and a value.</summary>
    public static (string Key, string Value) ReadPair(ReadOnlyMemory<byte> message, string path)
    {
        string key = "";
        string value = "";
        var reader = new ProtobufReader(message, path, "an entry of metadata");
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    key = reader.Text;
                    break;
                case 2:
                    value = reader.Text;
                    break;
            }
        }

        return (key, value);
    }

    /// <summary>The version of an operator set, if it is that of ONNX itself.</summary>
    private static long ReadOperatorSet(ReadOnlyMemory<byte> message, string path)
    {
        string domain = "";
        long version = 0;
        var reader = new ProtobufReader(message, path, "an operator set");
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    domain = reader.Text;
                    break;
                case 2:
                    version = reader.Number;
                    break;
            }
        }

        return OnnxNode.IsOwnDomain(domain) ? version : 0;
    }
}
