using System.Text;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>The <c>.pt</c> and <c>.pth</c> files of PyTorch, from 1.6 on: a zip archive of a pickle and of the values of tensors.</summary>
internal sealed class PyTorchReader : IModelReader
{
    private const string Advice = "save torch.save(torch.load(path, map_location='cpu'), path) with PyTorch 1.6 or newer";

    /// <summary>The number that older files begin with, as a pickle of its own.</summary>
    private static ReadOnlySpan<byte> LegacyStart => [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19];

    public string Name => "PyTorch";

    public bool Recognizes(ModelSource source) => source.Span.StartsWith(LegacyStart)
        || (source.Span.StartsWith("PK\x03\x04"u8)
            && (source.Span.IndexOf("/data.pkl"u8) >= 0 || source.Span.IndexOf("/constants.pkl"u8) >= 0));

    public ModelDescription Read(ModelSource source, ModelReadOptions options)
    {
        if (source.Span.StartsWith(LegacyStart))
        {
            throw new ModelFormatException(source.Path, $"this is a PyTorch file of the format before 1.6, a pickle without a zip archive; {Advice}.");
        }

        var archive = new ZipContent(source);
        string folder = Folder(archive, source.Path);
        object? root = PickleMachine.Read(archive.Read(archive.Entries[folder + TorchArchive.Pickle]), source.Path);
        var checkpoint = new Checkpoint(source.Path);
        var tensors = new TorchTensors(
            archive, folder, source.Path, IsBigEndian(archive, folder, source.Path), (source.Bytes.Length / 2L) + 4096);
        var file = new StateDictionary(source.Path);
        foreach ((string name, TorchTensor tensor) in checkpoint.Find(root))
        {
            if (TorchTensors.TypeOf(tensor) is FloatType type)
            {
                file.Add(name, tensors.Read(name, tensor, type));
            }
            else
            {
                file.AddOther(name, tensor.Kind);
            }
        }

        Dictionary<string, string> texts = new(checkpoint.Texts, StringComparer.Ordinal);
        foreach ((string key, string text) in Texts(archive, folder, source.Path))
        {
            texts[key] = text;
        }

        return DeclaredModel.Read(file, texts, options, Name);
    }

    /// <summary>The folder of the archive, whose name is anything.</summary>
    private static string Folder(ZipContent archive, string path)
    {
        if (Find(archive, TorchArchive.Constants) is not null)
        {
            throw new ModelFormatException(
                path, "this is a TorchScript archive, which is code; save torch.save(torch.jit.load(path).state_dict(), other) for its tensors.");
        }

        return Find(archive, TorchArchive.Pickle) is string pickle
            ? pickle[..^TorchArchive.Pickle.Length]
            : throw new ModelFormatException(path, $"the archive lacks its {TorchArchive.Pickle}.");
    }

    private static string? Find(ZipContent archive, string file) => archive.Entries.Keys
        .Where(name => name == file || name.EndsWith("/" + file, StringComparison.Ordinal))
        .MinBy(name => name.Length);

    private static bool IsBigEndian(ZipContent archive, string folder, string path)
    {
        if (!archive.Entries.TryGetValue(folder + TorchArchive.ByteOrder, out ZipEntry? entry))
        {
            return false;
        }

        string order = Encoding.ASCII.GetString(archive.Read(entry).Span);
        return order is "little" or "big"
            ? order == "big"
            : throw new ModelFormatException(path, $"{TorchArchive.ByteOrder} is '{order}', expected 'little' or 'big'.");
    }

    /// <summary>The texts that this library has added.</summary>
    private static IReadOnlyDictionary<string, string> Texts(ZipContent archive, string folder, string path) =>
        archive.Entries.TryGetValue(folder + TorchArchive.Texts, out ZipEntry? entry)
            ? JsonFields.Of(new ModelSource(path, archive.Read(entry))).Texts()
            : new Dictionary<string, string>();
}
