using System.Buffers.Binary;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>Safetensors files: of this library, which declare their model in the metadata, and of PyTorch.</summary>
internal sealed class SafetensorsModelReader : IModelReader
{
    public string Name => "safetensors";

    public bool Recognizes(ModelSource source)
    {
        ReadOnlySpan<byte> bytes = source.Span;
        return bytes.Length > SafetensorsHeader.PrefixLength
            && BinaryPrimitives.ReadUInt64LittleEndian(bytes) <= SafetensorsHeader.MaxLength
            && bytes[SafetensorsHeader.PrefixLength] == '{';
    }

    public ModelDescription Read(ModelSource source, ModelReadOptions options)
    {
        using Stream stream = ByteStream.Open(source.Bytes);
        SafetensorsHeader header = SafetensorsReader.ReadHeader(stream, source.Path);
        ReadOnlySpan<byte> data = source.Span[(int)stream.Position..];
        Checksum.Check(header, data, source.Path);
        var file = new StateDictionary(source.Path) { IsOrdered = false };
        foreach ((string name, TensorEntry entry) in header.Tensors.Where(tensor => !CheckpointNames.IsState(tensor.Key, header)))
        {
            if (ScaledRows.IsMatrix(name, header))
            {
                AddScaled(file, name, header, data);
            }
            else if (!ScaledRows.IsScale(name, header))
            {
                Add(file, name, entry, data);
            }
        }

        AddShared(file, header);
        return DeclaredModel.Read(file, header.Metadata, options, Name);
    }

    private static void Add(StateDictionary file, string name, TensorEntry entry, ReadOnlySpan<byte> data)
    {
        if (FloatType.Of(entry.Type) is not FloatType type)
        {
            file.AddOther(name, $"{entry.Type} of shape {entry.ShapeText}");
            return;
        }

        // A count is at most what an int holds, and so is every dimension, unless another one is 0.
        if (entry.Count < 0 || entry.End - entry.Begin != entry.Count * type.Size || entry.Shape.Any(dimension => dimension > int.MaxValue))
        {
            throw new ModelFormatException(
                file.Path, $"tensor '{name}', {entry.Type} of shape {entry.ShapeText}, claims {entry.End - entry.Begin} bytes.");
        }

        file.Add(name, new ModelTensor(
            type.ReadAll(data[(int)entry.Begin..(int)entry.End]), [.. entry.Shape.Select(dimension => (int)dimension)]));
    }

    private static void AddScaled(StateDictionary file, string name, SafetensorsHeader header, ReadOnlySpan<byte> data)
    {
        ScaledRows.Check(name, header, file.Path);
        TensorEntry entry = header.Tensors[name];
        float[] values = new float[entry.Count];
        ScaledRows.Read(name, header, data, firstRow: 0, values);
        file.Add(name, new ModelTensor(values, [.. entry.Shape.Select(dimension => (int)dimension)]));
    }

    /// <summary>Tensors that PyTorch's <c>save_model</c> has left out, as they are others by a second name: it notes both names.</summary>
    private static void AddShared(StateDictionary file, SafetensorsHeader header)
    {
        foreach ((string name, string kept) in header.Metadata)
        {
            if (TensorName.Parse(name) is { IsRecurrent: true } or { Tensor: "weight" or "bias" }
                && header.Tensors.ContainsKey(kept) && !header.Tensors.ContainsKey(name)
                && file.Tensors.TryGetValue(kept, out ModelTensor? tensor))
            {
                file.Add(name, tensor);
            }
        }
    }
}
