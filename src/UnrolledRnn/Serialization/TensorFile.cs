using System.Buffers.Binary;
using System.Numerics.Tensors;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Serialization;

/// <summary>The tensors of a network as they lie in a file, and back.</summary>
internal static class TensorFile
{
    private const string FloatType = "F32";

    /// <summary>The tensors one after the other, as bytes; declares them in the header.</summary>
    public static byte[] Write(IReadOnlyList<ParameterTensor> tensors, ReadOnlySpan<float> parameters, SafetensorsHeader header)
    {
        using var data = new MemoryStream();
        foreach (ParameterTensor tensor in tensors)
        {
            // A part of a tensor leaves the rows in front of it zero: those are summed into another tensor.
            float[] values = new float[(long)FileRows(tensor) * (tensor.Columns ?? 1)];
            tensor.CopyTo(parameters, values.AsSpan(tensor.FirstRow * (tensor.Columns ?? 1)));
            Append(tensor.Name, tensor, values);
            if (tensor.SummedName is not null && tensor.SummedRows == tensor.Rows)
            {
                Append(tensor.SummedName, tensor, new float[tensor.Count]);
            }
        }

        return data.ToArray();

        void Append(string name, ParameterTensor tensor, float[] values)
        {
            long begin = data.Length;
            byte[] bytes = new byte[values.Length * sizeof(float)];
            for (int i = 0; i < values.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
            }

            data.Write(bytes);
            header.Tensors[name] = new TensorEntry(FloatType, Dimensions(tensor), begin, data.Length);
        }
    }

    /// <summary>Copies every tensor out of the data of a file that <see cref="Check"/> has passed.</summary>
    /// <exception cref="ModelFormatException">A value is NaN or infinite, and that is not allowed.</exception>
    public static void Read(
        IReadOnlyList<ParameterTensor> tensors, SafetensorsHeader header, byte[] data, Span<float> parameters, bool allowNonFinite,
        string path)
    {
        foreach (ParameterTensor tensor in tensors)
        {
            float[] values = Values(header.Tensors[tensor.Name], data, tensor.FirstRow, tensor.Count);
            if (tensor.SummedName is not null)
            {
                float[] summed = Values(header.Tensors[tensor.SummedName], data, firstRow: 0, tensor.SummedRows);
                Span<float> merged = values.AsSpan(0, tensor.SummedRows);
                TensorPrimitives.Add(merged, summed, merged);
            }

            if (!allowNonFinite && !Finite.All(values))
            {
                throw new ModelFormatException(
                    path, $"tensor '{tensor.Name}' holds NaN or infinite weights: the model has diverged. ModelFile.Load with allowNonFinite reads it all the same.");
            }

            tensor.CopyFrom(values, parameters);
        }
    }

    /// <summary>Throws unless a file holds exactly the tensors of a network.</summary>
    /// <exception cref="ModelFormatException">It holds others.</exception>
    public static void Check(
        IReadOnlyList<ParameterTensor> tensors, NetworkShape shape, SafetensorsHeader header, string network, string path)
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
            string dimensions = $"[{string.Join(", ", Dimensions(tensor))}]";
            if (!header.Tensors.TryGetValue(name, out TensorEntry? entry))
            {
                throw new ModelFormatException(path, $"{network} needs tensor '{name}' of shape {dimensions}; found {Found(header)}.");
            }

            if (!entry.Shape.AsSpan().SequenceEqual(Dimensions(tensor)))
            {
                throw new ModelFormatException(path, $"{network} needs tensor '{name}' of shape {dimensions}, found {entry.ShapeText}.");
            }

            if (entry.Type != FloatType || entry.End - entry.Begin != entry.Count * sizeof(float))
            {
                throw new ModelFormatException(
                    path, $"tensor '{name}' must be {FloatType} of {entry.Count * sizeof(float)} bytes, found {entry.Type} of {entry.End - entry.Begin} bytes.");
            }
        }

        if (header.Tensors.Keys.FirstOrDefault(name => !expected.ContainsKey(name)) is string unknown)
        {
            throw new ModelFormatException(path, $"{network} has no tensor '{unknown}', which the file holds; it belongs to another network.");
        }
    }

    private static string Found(SafetensorsHeader header) =>
        header.Tensors.Count == 0 ? "no tensors" : string.Join(", ", header.Tensors.Keys.Take(12).Select(name => $"'{name}'"));

    /// <summary>Elements of a tensor with one dimension from a row on, or all elements of another.</summary>
    private static float[] Values(TensorEntry entry, byte[] data, int firstRow, int count)
    {
        ReadOnlySpan<byte> bytes = data.AsSpan((int)entry.Begin, (int)(entry.End - entry.Begin))[(firstRow * sizeof(float))..];
        float[] values = new float[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }

        return values;
    }

    /// <summary>Rows of the whole tensor, of which only the last may be meant.</summary>
    private static int FileRows(ParameterTensor tensor) => tensor.FirstRow + tensor.Rows;

    private static long[] Dimensions(ParameterTensor tensor) =>
        tensor.Columns is int columns ? [FileRows(tensor), columns] : [FileRows(tensor)];
}
