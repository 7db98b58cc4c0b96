using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>
/// Reads the pickle of a state dictionary, as protocols 2 to 5 write it. Nothing is executed: of what a pickle may call, the few
/// functions are known here that make dictionaries and tensors, and everything else is refused by its name.
/// </summary>
internal sealed class PickleMachine
{
    /// <summary>Values in all: some thousands of tensors with what belongs to them.</summary>
    private const int MaxValues = 250_000;

    /// <summary>Python writes long lists and dicts in parts of 1000.</summary>
    private const int MaxStack = 65_536;

    private const int NewestProtocol = 5;

    private readonly PickleBytes _bytes;
    private readonly List<object?> _stack = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<long, object?> _memo = [];
    private int _values;

    private PickleMachine(PickleBytes bytes)
    {
        _bytes = bytes;
    }

    /// <summary>The value of a pickle.</summary>
    /// <exception cref="ModelFormatException">It is damaged, or asks for what is no part of a state dictionary.</exception>
    public static object? Read(ReadOnlyMemory<byte> pickle, string path)
    {
        var machine = new PickleMachine(new PickleBytes(pickle, path));
        while (machine.Step())
        {
        }

        return machine.Pop();
    }

    /// <summary>Takes one operation; false at the end.</summary>
    private bool Step()
    {
        byte operation = _bytes.Byte();
        switch (operation)
        {
            case 0x80:
                CheckProtocol(_bytes.Byte());
                return true;
            case 0x95:
                _bytes.Skip(sizeof(long));
                return true;
            case (byte)'.':
                return false;
            case (byte)'(':
                _marks.Add(_stack.Count);
                return _marks.Count <= MaxStack ? true : throw TooMuch();
            case (byte)'0':
                Pop();
                return true;
            case (byte)'1':
                PopMarked();
                return true;
            case (byte)'q':
                return Memoize(_bytes.Byte());
            case (byte)'r':
                return Memoize(_bytes.UInt32());
            case 0x94:
                return Memoize(_memo.Count);
            case (byte)'h':
                return Push(Remembered(_bytes.Byte()));
            case (byte)'j':
                return Push(Remembered(_bytes.UInt32()));
            case (byte)'2':
                return Push(Peek());
            default:
                return Literal(operation) || Collection(operation) || Call(operation)
                    ? true
                    : throw _bytes.Problem($"operation 0x{operation:x2}, which is none of a state dictionary");
        }
    }

    private void CheckProtocol(byte protocol)
    {
        if (protocol > NewestProtocol)
        {
            throw _bytes.Problem($"protocol {protocol}, expected {NewestProtocol} at most");
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
                return Push(new PickleTuple(PopMarked()));
            case 0x85 or 0x86 or 0x87:
                return Push(new PickleTuple(PopLast(operation - 0x84)));
            case (byte)']':
                return Push(new PickleList());
            case (byte)'l':
                var list = new PickleList();
                list.Items.AddRange(PopMarked());
                return Push(list);
            case (byte)'a':
                return Append(PopLast(1));
            case (byte)'e':
                return Append(PopMarked());
            case (byte)'}':
                return Push(new PickleDictionary());
            case (byte)'d':
                object?[] items = PopMarked();
                Push(new PickleDictionary());
                return Set(items);
            case (byte)'s':
                return Set(PopLast(2));
            case (byte)'u':
                return Set(PopMarked());
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
            case 0x93 when PopLast(2) is [string module, string name]:
                return Push(TorchGlobals.Find(module, name, _bytes));
            case (byte)'Q':
                return Push(TorchGlobals.Storage(Pop(), _bytes));
            case (byte)'R' when PopLast(2) is [PickleGlobal function, PickleTuple arguments]:
                return Push(TorchGlobals.Call(function, arguments.Items, _bytes));
            case (byte)'b' when PopLast(1) is [PickleDictionary] && Peek() is PickleDictionary:
                // the attributes of an OrderedDict, such as the versions of modules
                return true;
            default:
                return false;
        }
    }

    private bool Append(object?[] items)
    {
        (Peek() as PickleList ?? throw _bytes.Problem("items of no list")).Items.AddRange(items);
        return true;
    }

    private bool Set(object?[] items)
    {
        PickleDictionary target = Peek() as PickleDictionary ?? throw _bytes.Problem("items of no dictionary");
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
        _bytes.Skip(length);
        return Push(PickleTuple.Empty);
    }

    private bool Push(object? value)
    {
        if (++_values > MaxValues || _stack.Count == MaxStack)
        {
            throw TooMuch();
        }

        _stack.Add(value);
        return true;
    }

    private bool Memoize(long place)
    {
        if (_memo.Count == MaxValues)
        {
            throw TooMuch();
        }

        _memo[place] = Peek();
        return true;
    }

    private object? Remembered(long place) =>
        _memo.TryGetValue(place, out object? value) ? value : throw _bytes.Problem($"a reference to value {place}, which is not there");

    private object? Peek() => _stack.Count > Floor ? _stack[^1] : throw Empty();

    private object? Pop() => PopLast(1)[0];

    private object?[] PopLast(int count)
    {
        if (_stack.Count - count < Floor)
        {
            throw Empty();
        }

        object?[] items = [.. _stack[^count..]];
        _stack.RemoveRange(_stack.Count - count, count);
        return items;
    }

    /// <summary>The values behind the last mark, which goes with them.</summary>
    private object?[] PopMarked()
    {
        if (_marks.Count == 0)
        {
            throw _bytes.Problem("the end of a part that has no beginning");
        }

        object?[] items = PopLast(_stack.Count - Floor);
        _marks.RemoveAt(_marks.Count - 1);
        return items;
    }

    /// <summary>Values below the last mark are not to be taken.</summary>
    private int Floor => _marks.Count == 0 ? 0 : _marks[^1];

    private ModelFormatException Empty() => _bytes.Problem("an operation on a value that is not there");

    private ModelFormatException TooMuch() => _bytes.Problem("more values than a state dictionary has");
}
