using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>A node of a graph.</summary>
/// <param name="Name">Its name; it may be empty.</param>
/// <param name="Operator">The operator.</param>
/// <param name="Domain">Whose operator it is; empty for ONNX's own.</param>
/// <param name="Inputs">The names of what it reads; an empty one is left out.</param>
/// <param name="Outputs">The names of what it gives.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record OnnxNode(
    string Name,
    string Operator,
    string Domain,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<OnnxAttribute> Attributes)
{
    /// <summary>What messages call the node.</summary>
    public string Title => $"node '{(Name.Length > 0 ? Name : Outputs.FirstOrDefault(output => output.Length > 0) ?? "")}' ({Operator})";

    /// <summary>Whether operators of a domain are ONNX's own.</summary>
    public static bool IsOwnDomain(string domain) => domain is "" or "ai.onnx";

    /// <summary>Reads a NodeProto.</summary>
    public static OnnxNode Read(ReadOnlyMemory<byte> message, string path)
    {
        string name = "";
        string operation = "";
        string domain = "";
        List<string> inputs = [];
        List<string> outputs = [];
        List<OnnxAttribute> attributes = [];
        var reader = new ProtobufReader(message, path, "a node");
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    reader.Add(inputs, reader.Text, OnnxLimits.Entries);
                    break;
                case 2:
                    reader.Add(outputs, reader.Text, OnnxLimits.Entries);
                    break;
                case 3:
                    name = reader.Text;
                    break;
                case 4:
                    operation = reader.Text;
                    break;
                case 5:
                    reader.Add(attributes, OnnxAttribute.Read(reader.Bytes, path), OnnxLimits.Attributes);
                    break;
                case 7:
                    domain = reader.Text;
                    break;
            }
        }

        return new OnnxNode(name, operation, domain, inputs, outputs, attributes);
    }

    /// <summary>An error at this node.</summary>
    public ModelFormatException Refuse(string path, string problem) => new(path, $"{Title}: {problem}.");
}
