using System.Buffers.Binary;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>Writes the file that a generated class of the same declaration loads.</summary>
internal sealed class SafetensorsModelWriter : IModelWriter
{
    public string Name => "safetensors";

    public IReadOnlyList<string> Extensions { get; } = [".safetensors"];

    public string? Refusal(ModelDescription model)
    {
        if (model.ParameterCount == 0)
        {
            return "no layer has weights, by which the size of the input would come back";
        }

        if (model.ParameterCount > Array.MaxLength / sizeof(float))
        {
            return $"it has {model.ParameterCount} weights, and at most {Array.MaxLength / sizeof(float)} fit";
        }

        if (model.Metadata.Keys.FirstOrDefault(ModelTexts.IsOwn) is string own)
        {
            return $"the key '{own}' of its metadata is the library's own";
        }

        try
        {
            Header(model);
            return null;
        }
        catch (ArgumentException exception)
        {
            return $"its metadata cannot be written: {exception.Message}";
        }
    }

    public void Write(ModelDescription model, Stream stream)
    {
        SafetensorsHeader header = Header(model);
        byte[] data = Data(model, header);
        header.Metadata[Checksum.Key] = Checksum.Of(header, data);
        SafetensorsWriter.Write(stream, SafetensorsWriter.ReadableJson(header, nameof(model)), data);
    }

    /// <summary>The header without tensors, of which it is known that it can be read back.</summary>
    private static SafetensorsHeader Header(ModelDescription model)
    {
        var header = new SafetensorsHeader();
        ModelTexts.Write(model, header);
        header.Metadata[SafetensorsWriter.FormatKey] = SafetensorsWriter.Format;
        SafetensorsWriter.ReadableJson(header, nameof(model));
        return header;
    }

    private static byte[] Data(ModelDescription model, SafetensorsHeader header)
    {
        (string Name, ModelTensor Tensor)[] tensors = [.. NamedTensors.Of(model)];
        byte[] data = new byte[tensors.Sum(tensor => (long)tensor.Tensor.Values.Length) * sizeof(float)];
        int end = 0;
        foreach ((string name, ModelTensor tensor) in tensors)
        {
            int begin = end;
            foreach (float value in tensor.Values)
            {
                BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(end), value);
                end += sizeof(float);
            }

            header.Tensors[name] = new TensorEntry("F32", [.. tensor.Shape.Select(dimension => (long)dimension)], begin, end);
        }

        return data;
    }
}
