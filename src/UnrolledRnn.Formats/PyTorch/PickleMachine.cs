using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>
/// Reads the pickle of a state dictionary, as protocols 2 to 5 write it. Nothing is executed: of what a pickle may call, the few
/// functions are known here that make dictionaries and tensors, and everything else is refused by its name.
/// </summary>
internal sealed class PickleMachine
{
    private const int NewestProtocol = 5;

    private readonly PickleBytes _bytes;
    private readonly PickleStack _stack;

    private PickleMachine(PickleBytes bytes)
    {
        _bytes = bytes;
        _stack = new PickleStack(bytes);
    }

    /// <summary>The value of a pickle.</summary>
    /// <exception cref="ModelFormatException">It is damaged, or asks for what is no part of a state dictionary.</exception>
    public static object? Read(ReadOnlyMemory<byte> pickle, string path)
    {
        const byte End = (byte)'.';
        var bytes = new PickleBytes(pickle, path);
        var machine = new PickleMachine(bytes);
        for (byte operation = bytes.Byte(); operation != End; operation = bytes.Byte())
        {
            if (!machine.Control(operation) && !machine.Literal(operation) && !machine.Collection(operation) && !machine.Call(operation))
            {
                throw bytes.Problem($"operation 0x{operation:x2}, which is none of a state dictionary");
            }
        }

        return machine._stack.Pop();
    }

    /// <summary>Operations that make no value.</summary>
    private bool Control(byte operation)
    {
        switch (operation)
        {
            case 0x80:
                int protocol = _bytes.Byte();
                return protocol <= NewestProtocol ? true : throw _bytes.Problem($"protocol {protocol}, expected {NewestProtocol} at most");
            case 0x95:
                _bytes.Skip(sizeof(long));
                return true;
            case (byte)'(':
                _stack.Mark();
                return true;
            case (byte)'0':
                _stack.Pop();
                return true;
            case (byte)'1':
                _stack.PopMarked();
                return true;
            case (byte)'q':
                _stack.Memoize(_bytes.Byte());
                return true;
            case (byte)'r':
                _stack.Memoize(_bytes.UInt32());
                return true;
            case 0x94:
                _stack.Memoize(_stack.Remembered);
                return true;
            case (byte)'h':
                return Push(_stack.Recall(_bytes.Byte()));
            case (byte)'j':
                return Push(_stack.Recall(_bytes.UInt32()));
            case (byte)'2':
                return Push(_stack.Peek());
            default:
                return false;
        }
    }

    private bool Literal(byte operation) => operation switch
    {
        (byte)'N' => Push(null),
        0x88 => Push(true),
        0x89 => Push(false),
        (byte)'K' => Push((long)_bytes.Byte()),
        (byte)'M' => Push((long)_bytes.UInt16()),
        (byte)'J' => Push((long)_bytes.Int32()),
        0x8A => Push(_bytes.Integer(_bytes.Byte())),
        0x8B => Push(_bytes.Integer(_bytes.UInt32())),
        (byte)'G' => Push(_bytes.Double()),
        (byte)'X' => Push(_bytes.Text(_bytes.UInt32())),
        0x8C => Push(_bytes.Text(_bytes.Byte())),
        0x8D => Push(_bytes.Text(_bytes.UInt64())),
        (byte)'U' => Push(_bytes.Latin(_bytes.Byte())),
        (byte)'T' => Push(_bytes.Latin(_bytes.UInt32())),
        (byte)'C' => PushBytes(_bytes.Byte()),
        (byte)'B' => PushBytes(_bytes.UInt32()),
        0x8E or 0x96 => PushBytes(_bytes.UInt64()),
        _ => false,
    };

    private bool Collection(byte operation)
    {
        switch (operation)
        {
            case (byte)')':
                return Push(PickleTuple.Empty);
            case (byte)'t':
                return Push(new PickleTuple(_stack.PopMarked()));
            case 0x85 or 0x86 or 0x87:
                return Push(new PickleTuple(_stack.Pop(operation - 0x84)));
            case (byte)']':
                return Push(PickleList.Any);
            case (byte)'l':
                _stack.PopMarked();
                return Push(PickleList.Any);
            case (byte)'a':
                _stack.Pop();
                return CheckList();
            case (byte)'e':
                _stack.PopMarked();
                return CheckList();
            case (byte)'}':
                return Push(new PickleDictionary());
            case (byte)'d':
                object?[] items = _stack.PopMarked();
                Push(new PickleDictionary());
                return Set(items);
            case (byte)'s':
                return Set(_stack.Pop(2));
            case (byte)'u':
                return Set(_stack.PopMarked());
            default:
                return false;
        }
    }

    private bool Call(byte operation)
    {
        switch (operation)
        {
            case (byte)'c':
                string first = _bytes.Line();
                return Push(TorchGlobals.Find(first, _bytes.Line(), _bytes));
            case 0x93 when _stack.Pop(2) is [string module, string name]:
                return Push(TorchGlobals.Find(module, name, _bytes));
            case (byte)'Q':
                return Push(TorchGlobals.Storage(_stack.Pop(), _bytes));
            case (byte)'R' when _stack.Pop(2) is [PickleGlobal function, PickleTuple arguments]:
                return Push(TorchGlobals.Call(function, arguments.Items, _bytes));
            case (byte)'b' when _stack.Pop() is PickleDictionary && _stack.Peek() is PickleDictionary:
                // the attributes of an OrderedDict, such as the versions of modules
                return true;
            default:
                return false;
        }
    }

    private bool CheckList() => _stack.Peek() is PickleList ? true : throw _bytes.Problem("items of no list");

    private bool Set(object?[] items)
    {
        PickleDictionary target = _stack.Peek() as PickleDictionary ?? throw _bytes.Problem("items of no dictionary");
        if (items.Length % 2 != 0)
        {
            throw _bytes.Problem("a key without a value");
        }

        for (int i = 0; i < items.Length; i += 2)
        {
            target.Items.Add((items[i], items[i + 1]));
        }

        return true;
    }

    private bool PushBytes(long length)
    {
        // No value of a state dictionary is made of bytes.
        _bytes.Skip(length);
        return Push(null);
    }

    private bool Push(object? value)
    {
        _stack.Push(value);
        return true;
    }
}
