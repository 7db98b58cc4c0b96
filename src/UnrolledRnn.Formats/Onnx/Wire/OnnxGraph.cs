namespace UnrolledRnn.Formats;

/// <summary>A graph of ONNX.</summary>
/// <param name="Nodes">The nodes, in an order in which they can be computed.</param>
/// <param name="Tensors">The tensors that the file holds, by name.</param>
/// <param name="Inputs">The inputs that are no tensors of the file.</param>
/// <param name="Outputs">The names of the outputs.</param>
internal sealed record OnnxGraph(
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyDictionary<string, OnnxTensor> Tensors,
    IReadOnlyList<OnnxInput> Inputs,
    IReadOnlyList<string> Outputs)
{
    /// <summary>Reads a GraphProto.</summary>
    public static OnnxGraph Read(ReadOnlyMemory<byte> message, string path)
    {
        List<OnnxNode> nodes = [];
        List<OnnxInput> inputs = [];
        List<string> outputs = [];
        List<OnnxTensor> tensors = [];
        var reader = new ProtobufReader(message, path, "the graph");
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    reader.Add(nodes, OnnxNode.Read(reader.Bytes, path), OnnxLimits.Nodes);
                    break;
                case 5:
                    reader.Add(tensors, OnnxTensor.Read(reader.Bytes, path), OnnxLimits.Nodes);
                    break;
                case 11:
                    reader.Add(inputs, OnnxInput.Read(reader.Bytes, path), OnnxLimits.Entries);
                    break;
                case 12:
                    reader.Add(outputs, OnnxInput.Read(reader.Bytes, path).Name, OnnxLimits.Entries);
                    break;
            }
        }

        Dictionary<string, OnnxTensor> byName = new(StringComparer.Ordinal);
        foreach (OnnxTensor tensor in tensors)
        {
            if (!byName.TryAdd(tensor.Name, tensor))
            {
                throw reader.Damaged($"the tensor '{tensor.Name}' occurs twice");
            }
        }

        // Up to version 3, tensors of the file are listed as inputs too.
        return new OnnxGraph(nodes, byName, [.. inputs.Where(input => !byName.ContainsKey(input.Name))], outputs);
    }
}
