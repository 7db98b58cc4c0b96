using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>Model files of every format, in and out.</summary>
public static class ModelFiles
{
    private static readonly IModelReader[] s_readers =
    [
        new NamReader(),
        new SafetensorsModelReader(),
        new PyTorchReader(),
        new ProteusReader(),
        new StateDictJsonReader(),
        new RtNeuralReader(),
        new KerasH5Reader(),
        new KerasArchiveReader(),
        new OnnxReader(),
    ];

    private static readonly IModelWriter[] s_writers =
    [
        new NamWriter(),
        new SafetensorsModelWriter(),
        new PyTorchWriter(),
        new ProteusWriter(),
        new RtNeuralWriter(),
        new OnnxWriter(),
    ];

    /// <summary>The extensions that <see cref="Write(ModelDescription, string)"/> knows.</summary>
    public static IReadOnlyList<string> WrittenExtensions { get; } = [.. s_writers.SelectMany(writer => writer.Extensions)];

    /// <summary>Reads a file; its format is told by its content.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say; null for nothing.</param>
    /// <exception cref="ModelFormatException">
    /// The file is damaged, of no known format, or holds no network that can be had here.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or reading it is not allowed.</exception>
    public static ModelDescription Read(string path, ModelReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(FileBytes.Of(path), path, options);
    }

    /// <summary>Reads the content of a file.</summary>
    /// <param name="content">All of it.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">What the file does not say; null for nothing.</param>
    /// <exception cref="ModelFormatException">
    /// The content is damaged, of no known format, or holds no network that can be had here.
    /// </exception>
    public static ModelDescription Read(ReadOnlyMemory<byte> content, string name, ModelReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        options ??= ModelReadOptions.Default;
        var source = new ModelSource(name, content);
        IModelReader reader = Array.Find(s_readers, reader => reader.Recognizes(source))
            ?? throw new ModelFormatException(name, UnknownKind.Describe(source));
        return ModelCheck.Check(reader.Read(source, options), name, options.AllowNonFinite);
    }

    /// <summary>Writes a model in the format of a file's extension: beside it first, then renamed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="NotSupportedException">No format has this extension, or it cannot hold the model; the message says why.</exception>
    /// <exception cref="ModelFormatException">Layers and tensors do not fit each other, or are not finite.</exception>
    /// <exception cref="IOException">The file cannot be written; an older one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing it is not allowed.</exception>
    public static void Write(ModelDescription model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        model = ModelCheck.Check(model, path, allowNonFinite: false);
        IModelWriter writer = WriterOf(model, path);
        AtomicFile.Write(path, stream => writer.Write(model, stream));
    }

    /// <summary>Writes a model in the format of a file's extension.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="name">The name of the file, which need not exist.</param>
    /// <param name="allowNonFinite">Whether weights may be NaN or infinite, where the format can hold them.</param>
    /// <exception cref="ModelFormatException">The layers and tensors of the model do not fit each other.</exception>
    /// <exception cref="NotSupportedException">No format has this extension, or it cannot hold the model; the message says why.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(ModelDescription model, Stream stream, string name, bool allowNonFinite = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        model = ModelCheck.Check(model, name, allowNonFinite);
        WriterOf(model, name).Write(model, stream);
    }

    private static IModelWriter WriterOf(ModelDescription model, string path)
    {
        // Of two extensions that a name ends with, .json and .proteus.json, the longer one is meant.
        string? extension = WrittenExtensions.Where(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            .MaxBy(extension => extension.Length);
        IModelWriter writer = Array.Find(s_writers, writer => writer.Extensions.Contains(extension))
            ?? throw new NotSupportedException(
                $"{path}: no format is written with the extension '{Path.GetExtension(path)}'; those are {string.Join(", ", WrittenExtensions)}.");
        return writer.Refusal(model) is string refusal
            ? throw new NotSupportedException($"{path}: {writer.Name} cannot hold this model: {refusal}.")
            : writer;
    }
}
