using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Security.Cryptography;

namespace UnrolledRnn.Serialization;

/// <summary>
/// Networks in safetensors files, with PyTorch's names, shapes and row-major order, so that files go both ways between
/// a generated class and a PyTorch module with an <c>rnn</c> and a <c>linear</c> layer.
/// </summary>
public static class ModelFile
{
    private const string CellKey = "unrolled_rnn.cell";
    private const string OutputActivationKey = "unrolled_rnn.output_activation";
    private const string DenseKey = "unrolled_rnn.dense_activations";
    private const string ResidualKey = "unrolled_rnn.residual";
    private const string HashKey = "unrolled_rnn.sha256";
    private const string FloatType = "F32";

    /// <summary>Writes a network to a file: beside it first, then renamed.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="metadata">Texts that travel with the model, or null.</param>
    /// <exception cref="IOException">The file cannot be written; an older one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing it is not allowed.</exception>
    public static void Save<TNetwork>(TNetwork network, string path, IReadOnlyDictionary<string, string>? metadata = null)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        var header = new SafetensorsHeader();
        foreach ((string key, string value) in metadata ?? new Dictionary<string, string>())
        {
            header.Metadata[key] = value;
        }

        byte[] data = Data(network, header);
        header.Metadata["format"] = "pt";
        foreach ((string key, string value) in Functions(TNetwork.Shape))
        {
            header.Metadata[key] = value;
        }

        header.Metadata[HashKey] = Convert.ToHexStringLower(SHA256.HashData(data));
        AtomicFile.Write(path, stream =>
        {
            header.Write(stream);
            stream.Write(data);
        });
    }

    /// <summary>Reads a network from a file that <see cref="Save"/> or PyTorch has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFormatException">The file is damaged or holds another network; the message says what was expected and found.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or reading it is not allowed.</exception>
    public static TNetwork Load<TNetwork>(string path)
        where TNetwork : class, ISequenceNetwork<TNetwork> => Load<TNetwork>(path, out _);

    /// <summary>Reads a network and the texts that travel with it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="metadata">The texts.</param>
    /// <inheritdoc cref="Load{TNetwork}(string)" path="/exception"/>
    public static TNetwork Load<TNetwork>(string path, out IReadOnlyDictionary<string, string> metadata)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        SafetensorsHeader header = SafetensorsHeader.Read(stream, path);
        CheckNetwork<TNetwork>(header, path);
        byte[] data = new byte[stream.Length - header.DataStart];
        stream.ReadExactly(data);
        CheckHash(header, data, path);

        TNetwork network = TNetwork.Create(seed: 0);
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            float[] values = Values(header.Tensors[tensor.Name], data, tensor.FirstRow, tensor.Count);
            if (tensor.SummedName is not null)
            {
                float[] summed = Values(header.Tensors[tensor.SummedName], data, firstRow: 0, tensor.SummedRows);
                Span<float> merged = values.AsSpan(0, tensor.SummedRows);
                TensorPrimitives.Add(merged, summed, merged);
            }

            tensor.CopyFrom(values, network.Parameters);
        }

        metadata = header.Metadata;
        return network;
    }

    /// <summary>Reads the texts that travel with a model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or reading it is not allowed.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return SafetensorsHeader.Read(stream, path).Metadata;
    }

    /// <summary>The tensors one after the other, as bytes; declares them in the header.</summary>
    private static byte[] Data<TNetwork>(TNetwork network, SafetensorsHeader header)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        using var data = new MemoryStream();
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            // A part of a tensor leaves the rows in front of it zero: those are summed into another tensor.
            float[] values = new float[(long)FileRows(tensor) * (tensor.Columns ?? 1)];
            tensor.CopyTo(network.Parameters, values.AsSpan(tensor.FirstRow * (tensor.Columns ?? 1)));
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

    /// <summary>The functions of a network, which its tensors do not show.</summary>
    private static IEnumerable<(string Key, string Value)> Functions(NetworkShape shape)
    {
        yield return (CellKey, string.Join(",", shape.Recurrent.Select(layer => layer.Cell)));
        yield return (OutputActivationKey, shape.OutputActivation.ToString());
        if (shape.Front is not null || shape.Dense.Count > 0)
        {
            yield return (DenseKey, string.Join(",", shape.Dense.Prepend(shape.Front).OfType<DenseLayerShape>().Select(layer => layer.Activation)));
        }

        if (shape.Residual)
        {
            yield return (ResidualKey, "true");
        }
    }

    private static void CheckNetwork<TNetwork>(SafetensorsHeader header, string path)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        NetworkShape shape = TNetwork.Shape;
        foreach ((string key, string value) in Functions(shape))
        {
            CheckMetadata(header, key, value, path);
        }

        if (!shape.Residual)
        {
            CheckMetadata(header, ResidualKey, "false", path);
        }

        var expected = new Dictionary<string, ParameterTensor>(StringComparer.Ordinal);
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            expected[tensor.Name] = tensor;
            if (tensor.SummedName is not null && !expected.ContainsKey(tensor.SummedName))
            {
                expected[tensor.SummedName] = tensor;
            }
        }

        foreach ((string name, ParameterTensor tensor) in expected)
        {
            if (!header.Tensors.TryGetValue(name, out TensorEntry? entry))
            {
                throw new ModelFormatException(
                    path, $"{typeof(TNetwork).Name} needs tensor '{name}' of shape [{string.Join(", ", Dimensions(tensor))}]; found {Found(header)}.");
            }

            if (!entry.Shape.AsSpan().SequenceEqual(Dimensions(tensor)))
            {
                throw new ModelFormatException(
                    path, $"{typeof(TNetwork).Name} needs tensor '{name}' of shape [{string.Join(", ", Dimensions(tensor))}], found {entry.ShapeText}.");
            }

            if (entry.Type != FloatType || entry.End - entry.Begin != entry.Count * sizeof(float))
            {
                throw new ModelFormatException(
                    path, $"tensor '{name}' must be {FloatType} of {entry.Count * sizeof(float)} bytes, found {entry.Type} of {entry.End - entry.Begin} bytes.");
            }
        }

        if (header.Tensors.Keys.FirstOrDefault(name => !expected.ContainsKey(name)) is string unknown)
        {
            throw new ModelFormatException(
                path, $"{typeof(TNetwork).Name} has no tensor '{unknown}', which the file holds; it belongs to another network.");
        }
    }

    private static string Found(SafetensorsHeader header) =>
        header.Tensors.Count == 0 ? "no tensors" : string.Join(", ", header.Tensors.Keys.Take(12).Select(name => $"'{name}'"));

    private static void CheckMetadata(SafetensorsHeader header, string key, string expected, string path)
    {
        if (header.Metadata.TryGetValue(key, out string? found) && found != expected)
        {
            throw new ModelFormatException(path, $"expected {key} to be '{expected}', found '{found}'.");
        }
    }

    private static void CheckHash(SafetensorsHeader header, byte[] data, string path)
    {
        if (header.Metadata.TryGetValue(HashKey, out string? expected))
        {
            string found = Convert.ToHexStringLower(SHA256.HashData(data));
            if (found != expected)
            {
                throw new ModelFormatException(path, $"the data is damaged: expected SHA-256 {expected}, found {found}.");
            }
        }
    }

    /// <summary>Rows of the whole tensor, of which only the last may be meant.</summary>
    private static int FileRows(ParameterTensor tensor) => tensor.FirstRow + tensor.Rows;

    private static long[] Dimensions(ParameterTensor tensor) =>
        tensor.Columns is int columns ? [FileRows(tensor), columns] : [FileRows(tensor)];
}
