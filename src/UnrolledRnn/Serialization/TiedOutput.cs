namespace UnrolledRnn.Serialization;

/// <summary>
/// An output layer whose weights are the table of the embedding. PyTorch saves them twice, under the name of each; a file of this library
/// holds the table alone.
/// </summary>
internal static class TiedOutput
{
    /// <summary>The name of the table.</summary>
    public const string Table = "embedding.weight";

    /// <summary>The name of the table as the weights of the output layer.</summary>
    public const string Weight = "linear.weight";

    /// <summary>Whether a file of a network that is tied also holds the table as the weights of the output layer.</summary>
    public static bool IsRepeated(NetworkShape shape, SafetensorsHeader header) =>
        shape.Layers[^1] is DenseLayerShape { IsTied: true } && header.Tensors.ContainsKey(Weight);

    /// <summary>Throws where a file holds a table and other weights; both have been found to be of one shape and type.</summary>
    /// <exception cref="ModelFormatException">It does.</exception>
    public static void Check(NetworkShape shape, SafetensorsHeader header, ReadOnlySpan<byte> data, string path)
    {
        if (IsRepeated(shape, header) && !Bytes(header.Tensors[Table], data).SequenceEqual(Bytes(header.Tensors[Weight], data)))
        {
            throw new ModelFormatException(
                path, $"the network's output is tied to its embedding, but tensor '{Weight}' differs from '{Table}'; it belongs to a network that is not tied.");
        }
    }

    private static ReadOnlySpan<byte> Bytes(TensorEntry entry, ReadOnlySpan<byte> data) => data[(int)entry.Begin..(int)entry.End];
}
