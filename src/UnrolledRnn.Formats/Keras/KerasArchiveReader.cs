using System.IO.Compression;
using System.Runtime.InteropServices;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>
/// The <c>.keras</c> files of Keras 3 and late versions of Keras 2: an archive of the configuration, its version, and an HDF5 file of
/// the weights.
/// </summary>
internal sealed class KerasArchiveReader : IModelReader
{
    private const string Config = "config.json";
    private const string Metadata = "metadata.json";
    private const string Weights = "model.weights.h5";

    /// <summary>Keras does not compress, and weights hardly can be: a part of more than this many times the file is a trap.</summary>
    private const int MaxRatio = 8;

    private const int SmallPart = 1 << 16;

    public string Name => "Keras";

    public bool Recognizes(ModelSource source) =>
        source.Span.StartsWith("PK\u0003\u0004"u8)
        && source.Span.IndexOf("config.json"u8) >= 0
        && source.Span.IndexOf("metadata.json"u8) >= 0;

    public ModelDescription Read(ModelSource source, ModelReadOptions options)
    {
        JsonFields config = JsonFields.Of(Part(source, Config));
        JsonFields metadata = JsonFields.Of(Part(source, Metadata));
        Hdf5File weights = Hdf5File.Open(source.Path, Part(source, Weights).Bytes);
        return KerasDescription.Create(config, new KerasArchiveWeights(weights), metadata.Text("keras_version", ""), "archive");
    }

    private static ModelSource Part(ModelSource source, string name)
    {
        try
        {
            using var archive = new ZipArchive(StreamOf(source.Bytes), ZipArchiveMode.Read);
            ZipArchiveEntry entry = archive.GetEntry(name)
                ?? throw new ModelFormatException(source.Path, $"the archive of a Keras model has no {name}.");
            long most = Math.Max((long)MaxRatio * source.Bytes.Length, SmallPart);
            if (entry.Length > most)
            {
                throw new ModelFormatException(
                    source.Path, $"{name} is to have {entry.Length} bytes, more than {MaxRatio} times the file.");
            }

            // The length is what the archive says: memory is taken as bytes come.
            using Stream content = entry.Open();
            using var bytes = new MemoryStream((int)Math.Min(entry.Length, source.Bytes.Length));
            content.CopyTo(bytes);
            return bytes.Length == entry.Length
                ? new ModelSource(source.Path, bytes.GetBuffer().AsMemory(0, (int)bytes.Length))
                : throw new InvalidDataException($"{name} has {bytes.Length} bytes, expected {entry.Length}.");
        }
        catch (Exception exception) when (exception is not (ModelFormatException or OutOfMemoryException))
        {
            // What a damaged archive raises is not said anywhere; there is nothing here but the archive that could fail.
            throw new ModelFormatException(source.Path, $"the archive of a Keras model is damaged: {exception.Message}", exception);
        }
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
