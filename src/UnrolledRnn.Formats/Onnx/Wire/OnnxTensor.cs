using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>A tensor of a file, its elements still where they lie.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Message">The TensorProto.</param>
/// <param name="Path">The file.</param>
/// <param name="External">Where its elements lie, if that is another file.</param>
internal sealed record OnnxTensor(
    string Name, OnnxDataType Type, int[] Shape, ReadOnlyMemory<byte> Message, string Path, OnnxExternalData? External)
{
    /// <summary>The field of raw bytes.</summary>
    public const int RawField = 9;

    /// <summary>What messages call the tensor.</summary>
    public string Title => $"tensor '{Name}' of shape {ModelTensor.TextOf(Shape)}";

    /// <summary>Whether its elements are floats of any width.</summary>
    public bool IsFloat => Type is OnnxDataType.Float or OnnxDataType.Float16 or OnnxDataType.Double or OnnxDataType.BFloat16;

    /// <summary>Whether its elements are whole numbers.</summary>
    public bool IsInteger => Type is OnnxDataType.Int32 or OnnxDataType.Int64 or OnnxDataType.Bool;

    /// <summary>Reads a TensorProto, but not its elements.</summary>
    public static OnnxTensor Read(ReadOnlyMemory<byte> message, string path)
    {
        string name = "";
        long type = 0;
        List<long> shape = [];
        bool isExternal = false;
        var external = new OnnxExternalData("", 0, null);
        var reader = new ProtobufReader(message, path, "a tensor");
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    reader.AddNumbers(shape, OnnxLimits.Dimensions);
                    break;
                case 2:
                    type = reader.Number;
                    break;
                case 8:
                    name = reader.Text;
                    break;
                case 13:
                    external = external.With(OnnxModel.ReadPair(reader.Bytes, path), path);
                    break;
                case 14:
                    isExternal = reader.Number == 1;
                    break;
            }
        }

        return new OnnxTensor(name, (OnnxDataType)type, Sizes(name, shape, path), message, path, isExternal ? external : null);
    }

    /// <summary>An error of this tensor.</summary>
    public ModelFormatException Problem(string problem) => new(Path, $"{Title}: {problem}.");

    /// <summary>The dimensions, which together are an array's length at most.</summary>
    private static int[] Sizes(string name, List<long> shape, string path)
    {
        long count = 1;
        foreach (long size in shape)
        {
            if (size < 0 || size > int.MaxValue || (count *= Math.Max(size, 1)) > Array.MaxLength)
            {
                throw new ModelFormatException(
                    path, $"tensor '{name}' has the shape [{string.Join(", ", shape)}], which no tensor can have.");
            }
        }

        return [.. shape.Select(size => (int)size)];
    }
}
