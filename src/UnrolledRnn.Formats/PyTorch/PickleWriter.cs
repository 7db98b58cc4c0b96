using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace UnrolledRnn.Formats;

/// <summary>Writes the pickle of a state dictionary, protocol 2, as <c>torch.save</c> does.</summary>
internal sealed class PickleWriter
{
    private readonly ArrayBufferWriter<byte> _pickle = new();

    /// <summary>The pickle of a dictionary of tensors.</summary>
    /// <param name="tensors">Names, shapes, and the files of the values.</param>
    public static byte[] Write(IEnumerable<(string Name, IReadOnlyList<int> Shape, int Storage)> tensors)
    {
        var writer = new PickleWriter();
        writer.Bytes(0x80, 2);
        writer.EmptyDictionary();
        writer.Bytes((byte)'(');
        foreach ((string name, IReadOnlyList<int> shape, int storage) in tensors)
        {
            writer.Text(name);
            writer.Tensor(shape, storage);
        }

        writer.Bytes((byte)'u', (byte)'.');
        return writer._pickle.WrittenSpan.ToArray();
    }

    /// <summary>_rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks)</summary>
    private void Tensor(IReadOnlyList<int> shape, int storage)
    {
        int count = shape.Aggregate(1, (product, dimension) => product * dimension);
        Global("torch._utils", "_rebuild_tensor_v2");
        Bytes((byte)'(');
        Bytes((byte)'(');
        Text("storage");
        Global("torch", "FloatStorage");
        Text(storage.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Text("cpu");
        Integer(count);
        Bytes((byte)'t', (byte)'Q');
        Integer(0);
        Integers(shape);
        Integers([.. shape.Select((_, axis) => shape.Skip(axis + 1).Aggregate(1, (product, dimension) => product * dimension))]);
        Bytes(0x89);
        EmptyDictionary();
        Bytes((byte)'t', (byte)'R');
    }

    private void EmptyDictionary()
    {
        Global("collections", "OrderedDict");
        Bytes((byte)')', (byte)'R');
    }

    private void Global(string module, string name)
    {
        Bytes((byte)'c');
        _pickle.Write(Encoding.ASCII.GetBytes($"{module}\n{name}\n"));
    }

    private void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Bytes((byte)'X');
        Number(bytes.Length);
        _pickle.Write(bytes);
    }

    private void Integers(IReadOnlyList<int> integers)
    {
        Bytes((byte)'(');
        foreach (int integer in integers)
        {
            Integer(integer);
        }

        Bytes((byte)'t');
    }

    private void Integer(int integer)
    {
        Bytes((byte)'J');
        Number(integer);
    }

    private void Number(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        _pickle.Write(bytes);
    }

    private void Bytes(params ReadOnlySpan<byte> bytes) => _pickle.Write(bytes);
}
