using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>The values of tensors, from the files of an archive that their storages lie in.</summary>
/// <param name="archive">The archive.</param>
/// <param name="folder">Its folder, such as <c>archive/</c>.</param>
/// <param name="path">Its path, for messages.</param>
/// <param name="isBigEndian">The order of bytes.</param>
/// <param name="mostValues">Values in all: views of one storage would else be more than the file.</param>
internal sealed class TorchTensors(ZipContent archive, string folder, string path, bool isBigEndian, long mostValues)
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _storages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModelTensor> _read = new(StringComparer.Ordinal);
    private long _mayRead = mostValues;

    /// <summary>The type of elements that become floats, or null where a tensor has others.</summary>
    public static FloatType? TypeOf(TorchTensor tensor) => tensor.Storage.Type switch
    {
        "FloatStorage" => FloatType.Of("F32"),
        "DoubleStorage" => FloatType.Of("F64"),
        "HalfStorage" => FloatType.Of("F16"),
        "BFloat16Storage" => FloatType.Of("BF16"),
        _ => null,
    };

    /// <summary>The values of a tensor; the same object for two that are the same view, as those of a tied model are.</summary>
    /// <exception cref="ModelFormatException">The archive does not have its values.</exception>
    public ModelTensor Read(string name, TorchTensor tensor, FloatType type)
    {
        string numbers = $"{tensor.Offset} {string.Join(',', tensor.Sizes)} {string.Join(',', tensor.Strides)}";
        string view = $"{tensor.Storage.Type} {numbers} {tensor.Storage.Key}";
        if (!_read.TryGetValue(view, out ModelTensor? read))
        {
            read = View(name, tensor, type);
            _read.Add(view, read);
        }

        return read;
    }

    private ModelTensor View(string name, TorchTensor tensor, FloatType type)
    {
        ReadOnlySpan<byte> bytes = Storage(name, tensor.Storage, type).Span;
        long count = 1;
        Int128 last = tensor.Offset;
        foreach ((long size, long stride) in tensor.Sizes.Zip(tensor.Strides))
        {
            count = size > 0 && count > int.MaxValue / size ? long.MaxValue : count * size;
            last += Int128.Max(size - 1, 0) * (Int128)stride;
            if (size > int.MaxValue || count > int.MaxValue)
            {
                throw Problem($"tensor '{name}', {tensor.Kind}, is larger than its storage of {tensor.Storage.Count} elements");
            }
        }

        if (count > 0 && last >= tensor.Storage.Count)
        {
            throw Problem($"tensor '{name}', {tensor.Kind}, reaches to element {last} of a storage of {tensor.Storage.Count}");
        }

        _mayRead -= count;
        if (_mayRead < 0)
        {
            throw Problem($"tensor '{name}', {tensor.Kind}, repeats values that other tensors have, more often than the file has any");
        }

        int[] shape = [.. tensor.Sizes.Select(size => (int)size)];
        return count == 0 ? new ModelTensor([], shape)
            : IsContiguous(tensor)
            ? new ModelTensor(type.ReadAll(bytes.Slice((int)(tensor.Offset * type.Size), (int)count * type.Size), isBigEndian), shape)
            : new ModelTensor(Strided(tensor, (int)count, type, bytes), shape);
    }

    /// <summary>The bytes of a storage, whose length is that of its elements.</summary>
    private ReadOnlyMemory<byte> Storage(string name, TorchStorage storage, FloatType type)
    {
        if (!_storages.TryGetValue(storage.Key, out ReadOnlyMemory<byte> bytes))
        {
            bytes = archive.Entries.TryGetValue($"{folder}data/{storage.Key}", out ZipEntry? entry)
                ? archive.Read(entry)
                : throw Problem($"the archive lacks '{folder}data/{storage.Key}', the values of tensor '{name}'");
            _storages.Add(storage.Key, bytes);
        }

        return bytes.Length % type.Size == 0 && bytes.Length / type.Size == storage.Count
            ? bytes
            : throw Problem(
                $"'{folder}data/{storage.Key}', the values of tensor '{name}', has {bytes.Length} bytes, expected {storage.Count} elements of {type.Size} bytes");
    }

    private static bool IsContiguous(TorchTensor tensor)
    {
        long expected = 1;
        for (int i = tensor.Sizes.Length - 1; i >= 0; i--)
        {
            if (tensor.Sizes[i] > 1 && tensor.Strides[i] != expected)
            {
                return false;
            }

            expected *= tensor.Sizes[i];
        }

        return true;
    }

    /// <summary>The values of a view such as a transposed matrix, row-major.</summary>
    private float[] Strided(TorchTensor tensor, int count, FloatType type, ReadOnlySpan<byte> bytes)
    {
        float[] values = new float[count];
        long[] index = new long[tensor.Sizes.Length];
        long at = tensor.Offset;
        for (int i = 0; i < count; i++)
        {
            values[i] = type.Read(bytes, at, isBigEndian);
            for (int axis = index.Length - 1; axis >= 0; axis--)
            {
                at += tensor.Strides[axis];
                if (++index[axis] < tensor.Sizes[axis])
                {
                    break;
                }

                at -= index[axis] * tensor.Strides[axis];
                index[axis] = 0;
            }
        }

        return values;
    }

    private ModelFormatException Problem(string problem) => new(path, problem + ".");
}
