using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Serialization;

/// <summary>
/// Networks in safetensors files, with PyTorch's names, shapes and row-major order, so that files go both ways between
/// a generated class and a PyTorch module with an <c>rnn</c> and a <c>linear</c> layer.
/// </summary>
public static class ModelFile
{
    /// <summary>Writes a network to a file: beside it first, then renamed.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">
    /// The file; its folder must exist. See <see cref="AtomicFile.Write(string, Action{Stream})"/> for links, modes and owners.
    /// </param>
    /// <param name="metadata">Texts that travel with the model, or null.</param>
    /// <param name="storage">In what the file holds the parameters; narrow ones are rounded to the nearest.</param>
    /// <exception cref="ArgumentException">
    /// A text could not be read back: it is null, not well-formed UTF-16, has a key of the library's own, or all are too long.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A parameter is NaN or infinite, which <see cref="Load{TNetwork}(string, bool)"/> would refuse.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written; an older one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing it is not allowed.</exception>
    public static void Save<TNetwork>(
        TNetwork network, string path, IReadOnlyDictionary<string, string>? metadata = null,
        WeightStorage storage = WeightStorage.Float32)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SafetensorsContent content = Content(network, metadata, nameof(metadata), storage);
        byte[] header = content.Seal(nameof(metadata));
        AtomicFile.Write(path, stream => SafetensorsWriter.Write(stream, header, content.Data));
    }

    /// <summary>Writes a network to a stream, from where it stands.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="metadata">Texts that travel with the model, or null.</param>
    /// <param name="storage">In what the stream holds the parameters; narrow ones are rounded to the nearest.</param>
    /// <exception cref="ArgumentException">
    /// A text could not be read back: it is null, not well-formed UTF-16, has a key of the library's own, or all are too long.
    /// </exception>
    /// <exception cref="InvalidOperationException">A parameter is NaN or infinite, which loading would refuse.</exception>
    public static void Save<TNetwork>(
        TNetwork network, Stream stream, IReadOnlyDictionary<string, string>? metadata = null,
        WeightStorage storage = WeightStorage.Float32)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(stream);
        SafetensorsContent content = Content(network, metadata, nameof(metadata), storage);
        SafetensorsWriter.Write(stream, content.Seal(nameof(metadata)), content.Data);
    }

    /// <summary>
    /// Reads a network from a file that
    /// <see cref="Save{TNetwork}(TNetwork, string, IReadOnlyDictionary{string, string}, WeightStorage)"/> or PyTorch has written.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="allowNonFinite">Whether weights may be NaN or infinite.</param>
    /// <exception cref="ModelFormatException">
    /// The file is damaged or holds another network; the message says what was expected and found.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or reading it is not allowed.</exception>
    public static TNetwork Load<TNetwork>(string path, bool allowNonFinite = false)
        where TNetwork : class, ISequenceNetwork<TNetwork> => Load<TNetwork>(path, out _, allowNonFinite);

    /// <summary>Reads a network and the texts that travel with it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="metadata">The texts.</param>
    /// <param name="allowNonFinite">Whether weights may be NaN or infinite.</param>
    /// <inheritdoc cref="Load{TNetwork}(string, bool)" path="/exception"/>
    public static TNetwork Load<TNetwork>(string path, out IReadOnlyDictionary<string, string> metadata, bool allowNonFinite = false)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        using FileStream stream = SafetensorsReader.Open(path);
        return Load<TNetwork>(stream, path, out metadata, allowNonFinite);
    }

    /// <summary>Reads a network from a stream, from where it stands to the end of its data.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="allowNonFinite">Whether weights may be NaN or infinite.</param>
    /// <exception cref="ModelFormatException">
    /// What is read is damaged or holds another network; the message says what was expected and found.
    /// </exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static TNetwork Load<TNetwork>(Stream stream, bool allowNonFinite = false)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        return Load<TNetwork>(stream, out _, allowNonFinite);
    }

    /// <summary>Reads a network from a stream, and the texts that travel with it.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="metadata">The texts.</param>
    /// <param name="allowNonFinite">Whether weights may be NaN or infinite.</param>
    /// <inheritdoc cref="Load{TNetwork}(Stream, bool)" path="/exception"/>
    public static TNetwork Load<TNetwork>(
        Stream stream, out IReadOnlyDictionary<string, string> metadata, bool allowNonFinite = false)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Load<TNetwork>(stream, (stream as FileStream)?.Name ?? "the stream", out metadata, allowNonFinite);
    }

    /// <summary>Reads the texts that travel with a model; what the library itself writes about the network is not among them.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or reading it is not allowed.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        using FileStream stream = SafetensorsReader.Open(path);
        return Texts(SafetensorsReader.ReadHeader(stream, path));
    }

    /// <summary>What travels with a model, without what the library writes about it.</summary>
    internal static Dictionary<string, string> Texts(SafetensorsHeader header)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (string key in header.Metadata.Keys)
        {
            if (!IsOwn(key))
            {
                texts.Add(key, header.Metadata[key]);
            }
        }

        return texts;
    }

    /// <summary>Whether a key of the metadata is the library's.</summary>
    internal static bool IsOwn(string key) =>
        Declaration.IsKey(key) || key is Checksum.Key or Checksum.DataKey || CheckpointNames.IsKey(key);

    /// <summary>Throws unless a file says, and by its tensors shows, that it holds a network of a class.</summary>
    /// <exception cref="ModelFormatException">It holds another.</exception>
    internal static void Check<TNetwork>(SafetensorsHeader header, string path)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        Declaration.CheckFunctions(TNetwork.Shape, header, path);
        TensorFile.Check(TNetwork.Tensors, TNetwork.Shape, header, typeof(TNetwork), path);
        Declaration.CheckLayers(TNetwork.Shape, header, path);
    }

    private static TNetwork Load<TNetwork>(
        Stream stream, string path, out IReadOnlyDictionary<string, string> metadata, bool allowNonFinite)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        SafetensorsHeader header = SafetensorsReader.ReadHeader(stream, path);
        Check<TNetwork>(header, path);
        byte[] data = SafetensorsReader.ReadData(stream, header, path);
        Checksum.Check(header, data, path);
        TiedOutput.Check(TNetwork.Shape, header, data, path);

        TNetwork network = TNetwork.CreateEmpty();
        TensorFile.Read(TNetwork.Tensors, header, data, network.Parameters, allowNonFinite, path);
        metadata = Texts(header);
        return network;
    }

    /// <summary>A network and the texts that travel with it, not sealed yet.</summary>
    /// <param name="network">The network.</param>
    /// <param name="metadata">The texts, or null.</param>
    /// <param name="parameterName">What the caller calls them.</param>
    /// <param name="storage">In what the file holds the parameters.</param>
    internal static SafetensorsContent Content<TNetwork>(
        TNetwork network, IReadOnlyDictionary<string, string>? metadata, string parameterName,
        WeightStorage storage = WeightStorage.Float32)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            float[] values = new float[tensor.Count];
            tensor.CopyTo(network.Parameters, values);
            if (!Finite.All(values))
            {
                throw new InvalidOperationException($"'{tensor.Name}' holds NaN or infinite weights: the network has diverged, and nothing is written.");
            }
        }

        var content = new SafetensorsContent();
        SafetensorsHeader header = content.Header;
        foreach ((string key, string value) in metadata ?? new Dictionary<string, string>())
        {
            if (value is null || IsOwn(key) || (key == SafetensorsWriter.FormatKey && value != SafetensorsWriter.Format))
            {
                throw new ArgumentException($"Expected texts under keys of your own, got {(value is null ? "null" : "a key of the library")} for '{key}'.", parameterName);
            }

            header.Metadata[key] = value;
        }

        TensorFile.Write(TNetwork.Tensors, network.Parameters, content, storage);
        header.Metadata[SafetensorsWriter.FormatKey] = SafetensorsWriter.Format;
        Declaration.Write(TNetwork.Shape, header);
        return content;
    }
}
