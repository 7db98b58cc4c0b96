using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Serialization;

/// <summary>The tensors of a network as they lie in a file, and back.</summary>
internal static class TensorFile
{
    /// <summary>Floats that are read at once, so that they stay in a cache until they lie where the kernels read them.</summary>
    private const int PieceLength = 1 << 14;

    /// <summary>Adds the tensors to a file, one after the other.</summary>
    public static void Write(
        IReadOnlyList<ParameterTensor> tensors, ReadOnlySpan<float> parameters, SafetensorsContent content, WeightStorage storage)
    {
        foreach (ParameterTensor tensor in tensors)
        {
            // A part of a tensor leaves the rows in front of it zero: those are summed into another tensor.
            float[] values = new float[(long)FileRows(tensor) * (tensor.Columns ?? 1)];
            tensor.CopyTo(parameters, values.AsSpan(tensor.FirstRow * (tensor.Columns ?? 1)));
            Add(content, tensor.Name, Dimensions(tensor), values, storage);
            if (tensor.SummedName is not null && tensor.SummedRows == tensor.Rows)
            {
                Add(content, tensor.SummedName, Dimensions(tensor), new float[tensor.Count], storage);
            }
        }
    }

    private static void Add(SafetensorsContent content, string name, long[] shape, float[] values, WeightStorage storage)
    {
        if (storage == WeightStorage.Int8 && shape.Length == 2)
        {
            ScaledRows.Write(content, name, shape, values);
            return;
        }

        content.Add(name, shape, values, ElementType.Of(storage));
    }

    /// <summary>Copies every tensor out of the data of a file that <see cref="Check"/> has passed.</summary>
    /// <exception cref="ModelFormatException">A value is NaN or infinite, and that is not allowed.</exception>
    public static void Read(
        IReadOnlyList<ParameterTensor> tensors, SafetensorsHeader header, byte[] data, Span<float> parameters, bool allowNonFinite,
        string path)
    {
        int longestRow = 1;
        foreach (ParameterTensor tensor in tensors)
        {
            longestRow = Math.Max(longestRow, tensor.Columns ?? 1);
        }

        float[] piece = new float[Math.Max(PieceLength, longestRow)];
        foreach (ParameterTensor tensor in tensors)
        {
            int columns = tensor.Columns ?? 1;
            int rows = piece.Length / columns;
            for (int row = 0; row < tensor.Rows; row += rows)
            {
                Span<float> values = piece.AsSpan(0, Math.Min(rows, tensor.Rows - row) * columns);
                CopyValues(tensor.Name, header, data, tensor.FirstRow + row, values);
                if (tensor.SummedName is not null && row < tensor.SummedRows)
                {
                    Span<float> merged = values[..Math.Min(values.Length, tensor.SummedRows - row)];
                    float[] summed = new float[merged.Length];
                    CopyValues(tensor.SummedName, header, data, row, summed);
                    for (int i = 0; i < merged.Length; i++)
                    {
                        merged[i] += summed[i];
                    }
                }

                if (!allowNonFinite && !Finite.All(values))
                {
                    throw new ModelFormatException(
                        path,
                        $"tensor '{tensor.Name}' holds NaN or infinite weights: the model has diverged. ModelFile.Load with allowNonFinite "
                        + "reads it all the same.");
                }

                tensor.CopyRowsFrom(row, values, parameters);
            }
        }
    }

    /// <summary>Throws unless a file holds exactly the tensors of a network.</summary>
    /// <exception cref="ModelFormatException">It holds others.</exception>
    public static void Check(
        IReadOnlyList<ParameterTensor> tensors, NetworkShape shape, SafetensorsHeader header, Type network, string path)
    {
        var expected = new Dictionary<string, ParameterTensor>(StringComparer.Ordinal);
        foreach (ParameterTensor tensor in tensors)
        {
            expected[tensor.Name] = tensor;
            if (tensor.SummedName is not null)
            {
                expected.TryAdd(tensor.SummedName, tensor);
            }
        }

        if (TiedOutput.IsRepeated(shape, header))
        {
            expected[TiedOutput.Weight] = expected[TiedOutput.Table];
        }

        foreach ((string name, ParameterTensor tensor) in expected)
        {
            if (!header.Tensors.TryGetValue(name, out TensorEntry? entry))
            {
                throw new ModelFormatException(path, $"{network.Name} needs tensor '{name}' of shape {ShapeText(tensor)}; found {Found(header)}.");
            }

            if (!HasShape(entry, tensor))
            {
                throw new ModelFormatException(path, $"{network.Name} needs tensor '{name}' of shape {ShapeText(tensor)}, found {entry.ShapeText}.");
            }

            if (entry.Type == ScaledRows.Type)
            {
                ScaledRows.Check(name, header, path);
                continue;
            }

            ElementType type = ElementType.Find(entry.Type) ?? throw new ModelFormatException(
                path, $"the elements of tensor '{name}' must be one of {ElementType.Names}, found {entry.Type}.");
            if (entry.End - entry.Begin != entry.Count * type.Size)
            {
                throw new ModelFormatException(
                    path, $"tensor '{name}' must be {type.Name} of {entry.Count * type.Size} bytes, found {entry.End - entry.Begin} bytes.");
            }
        }

        foreach (string name in header.Tensors.Keys)
        {
            if (!expected.ContainsKey(name) && !CheckpointNames.IsState(name, header) && !ScaledRows.IsScale(name, header))
            {
                throw new ModelFormatException(path, $"{network.Name} has no tensor '{name}', which the file holds; it belongs to another network.");
            }
        }
    }

    private static bool HasShape(TensorEntry entry, ParameterTensor tensor) => entry.Shape switch
    {
        [long rows] => tensor.Columns is null && rows == FileRows(tensor),
        [long rows, long columns] => columns == tensor.Columns && rows == FileRows(tensor),
        _ => false,
    };

    private static string Found(SafetensorsHeader header) =>
        header.Tensors.Count == 0
            ? "no tensors"
            : string.Join(", ", SafetensorsHeader.InOrder(header.Tensors.Keys).Take(12).Select(name => $"'{name}'"));

    /// <summary>All elements of a tensor.</summary>
    public static float[] Values(TensorEntry entry, byte[] data)
    {
        float[] values = new float[entry.Count];
        CopyElements(entry, data, firstRow: 0, values);
        return values;
    }

    /// <summary>Elements of a tensor from a row on, whole rows.</summary>
    private static void CopyValues(string name, SafetensorsHeader header, byte[] data, int firstRow, Span<float> values)
    {
        TensorEntry entry = header.Tensors[name];
        if (entry.Type == ScaledRows.Type)
        {
            ScaledRows.Read(name, header, data, firstRow, values);
            return;
        }

        CopyElements(entry, data, firstRow, values);
    }

    private static void CopyElements(TensorEntry entry, byte[] data, int firstRow, Span<float> values)
    {
        ElementType type = ElementType.Find(entry.Type)!;
        long columns = entry.Shape.Length > 1 ? entry.Shape[1] : 1;
        int begin = (int)(entry.Begin + (firstRow * columns * type.Size));
        type.Read(data.AsSpan(begin, values.Length * type.Size), values);
    }

    /// <summary>Rows of the whole tensor, of which only the last may be meant.</summary>
    private static int FileRows(ParameterTensor tensor) => tensor.FirstRow + tensor.Rows;

    private static string ShapeText(ParameterTensor tensor) => $"[{string.Join(", ", Dimensions(tensor))}]";

    private static long[] Dimensions(ParameterTensor tensor) =>
        tensor.Columns is int columns ? [FileRows(tensor), columns] : [FileRows(tensor)];
}
