using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace UnrolledRnn.Formats.Tests.PyTorch;

/// <summary>A file of PyTorch whose pickle a test writes operation by operation.</summary>
internal sealed class TorchFile
{
    private readonly ArrayBufferWriter<byte> _pickle = new();

    /// <summary>The files of the archive beside the pickle.</summary>
    public Dictionary<string, byte[]> Others { get; } = new() { ["archive/version"] = "3\n"u8.ToArray() };

    public CompressionLevel Compression { get; init; } = CompressionLevel.NoCompression;

    /// <summary>A file of a dictionary that holds what is written next.</summary>
    public static TorchFile OfDictionary() => new TorchFile().Add("\x80\x02}(");

    /// <summary>Adds operations, each character a byte.</summary>
    public TorchFile Add(string operations)
    {
        _pickle.Write(Encoding.Latin1.GetBytes(operations));
        return this;
    }

    public TorchFile Text(string text) => Add("X").Number(text.Length).Add(text);

    public TorchFile Integer(int integer) => Add("J").Number(integer);

    /// <summary>Adds a name and a tensor, whose values are a file <c>data/key</c>.</summary>
    public TorchFile Tensor(
        string name, int[] sizes, int[] strides, int offset = 0, string key = "0", int? elements = null, string type = "FloatStorage")
    {
        Text(name).Add("ctorch._utils\n_rebuild_tensor_v2\n((").Text("storage").Add($"ctorch\n{type}\n").Text(key).Text("cpu");
        Integer(elements ?? sizes.Aggregate(1, (product, size) => product * size)).Add("tQ").Integer(offset);
        foreach (int[] numbers in (int[][])[sizes, strides])
        {
            Add("(");
            foreach (int number in numbers)
            {
                Integer(number);
            }

            Add("t");
        }

        return Add("\x89}tR");
    }

    /// <summary>Adds values.</summary>
    public TorchFile Values(string key, params float[] values)
    {
        Others[$"archive/data/{key}"] = [.. values.SelectMany(BitConverter.GetBytes)];
        return this;
    }

    /// <summary>The archive, its pickle ended.</summary>
    public byte[] ToBytes(string end = "u.")
    {
        Add(end);
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Entry(archive, "archive/data.pkl", _pickle.WrittenSpan.ToArray());
            foreach ((string name, byte[] content) in Others)
            {
                Entry(archive, name, content);
            }
        }

        return file.ToArray();
    }

    private void Entry(ZipArchive archive, string name, byte[] content)
    {
        using Stream stream = archive.CreateEntry(name, Compression).Open();
        stream.Write(content);
    }

    private TorchFile Number(int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        _pickle.Write(bytes);
        return this;
    }
}
