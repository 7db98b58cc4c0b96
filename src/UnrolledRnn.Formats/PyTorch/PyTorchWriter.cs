using System.IO.Compression;
using System.Text.Json;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>
/// Writes the state dictionary of a module whose parts are called as a generated class calls them: for layers that are alike, <c>rnn</c>
/// and <c>linear</c>. Cells and functions, which a state dictionary does not say, stand in a file of the archive that PyTorch passes over.
/// </summary>
internal sealed class PyTorchWriter : IModelWriter
{
    private const string Folder = "archive/";

    /// <summary>The earliest time that a zip archive can name: the same model is the same file.</summary>
    private static readonly DateTimeOffset s_time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string Name => "PyTorch";

    public IReadOnlyList<string> Extensions { get; } = [".pt", ".pth"];

    public string? Refusal(ModelDescription model) => new SafetensorsModelWriter().Refusal(model);

    public void Write(ModelDescription model, Stream stream)
    {
        List<(string Name, ModelTensor Tensor)> tensors = [.. NamedTensors.Of(model)];
        if (model.Layers[^1].Shape is DenseLayerShape { IsTied: true })
        {
            // PyTorch has the table under both names.
            tensors.Add((TensorNames.OutputWeight, tensors.Find(tensor => tensor.Name == TensorNames.Table).Tensor));
        }

        List<ModelTensor> storages = [.. tensors.Select(tensor => tensor.Tensor).Distinct()];
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add(archive, TorchArchive.Pickle, PickleWriter.Write(
            tensors.Select(tensor => (tensor.Name, tensor.Tensor.Shape, storages.IndexOf(tensor.Tensor)))));
        Add(archive, TorchArchive.ByteOrder, "little"u8);
        for (int i = 0; i < storages.Count; i++)
        {
            Add(archive, $"{TorchArchive.Data}{i}", Bytes(storages[i]));
        }

        Add(archive, TorchArchive.Version, "3\n"u8);
        Add(archive, TorchArchive.Texts, Texts(model));
    }

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> content)
    {
        ZipArchiveEntry entry = archive.CreateEntry(Folder + name, CompressionLevel.NoCompression);
        entry.LastWriteTime = s_time;
        using Stream stream = entry.Open();
        stream.Write(content);
    }

    private static byte[] Bytes(ModelTensor tensor)
    {
        byte[] bytes = new byte[tensor.Values.Length * sizeof(float)];
        for (int i = 0; i < tensor.Values.Length; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), tensor.Values[i]);
        }

        return bytes;
    }

    private static ReadOnlySpan<byte> Texts(ModelDescription model)
    {
        var header = new SafetensorsHeader();
        ModelTexts.Write(model, header);
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            foreach (string key in SafetensorsHeader.InOrder(header.Metadata.Keys))
            {
                json.WriteString(key, header.Metadata[key]);
            }

            json.WriteEndObject();
        }

        return text.ToArray();
    }
}
