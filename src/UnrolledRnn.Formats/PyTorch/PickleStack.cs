using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>The values that the operations of a pickle work on, and those that it remembers.</summary>
/// <param name="place">Where the pickle is read, for messages.</param>
internal sealed class PickleStack(PickleBytes place)
{
    /// <summary>Values in all: some thousands of tensors, each with about 20 values of its own.</summary>
    private const int MaxValues = 100_000;

    /// <summary>Python writes long lists and dicts in parts of 1000.</summary>
    private const int MaxHeight = 65_536;

    private readonly List<object?> _values = [];
    private readonly List<int> _marks = [];
    private readonly List<object?> _memo = [];
    private int _pushed;

    /// <summary>Places remembered so far.</summary>
    public int Remembered => _memo.Count;

    /// <summary>Values below the last mark are not to be taken.</summary>
    private int Floor => _marks.Count == 0 ? 0 : _marks[^1];

    /// <summary>Adds a value.</summary>
    public void Push(object? value)
    {
        if (++_pushed > MaxValues || _values.Count == MaxHeight)
        {
            throw TooMuch();
        }

        _values.Add(value);
    }

    /// <summary>Marks the beginning of a part.</summary>
    public void Mark()
    {
        if (_marks.Count == MaxHeight)
        {
            throw TooMuch();
        }

        _marks.Add(_values.Count);
    }

    /// <summary>The last value, which stays.</summary>
    public object? Peek() => _values.Count > Floor ? _values[^1] : throw Empty();

    /// <summary>Takes the last value.</summary>
    public object? Pop()
    {
        object? value = Peek();
        _values.RemoveAt(_values.Count - 1);
        return value;
    }

    /// <summary>Takes the last values, in the order in which they came.</summary>
    public object?[] Pop(int count)
    {
        if (_values.Count - count < Floor)
        {
            throw Empty();
        }

        object?[] taken = [.. _values[^count..]];
        _values.RemoveRange(_values.Count - count, count);
        return taken;
    }

    /// <summary>Takes the values behind the last mark, and the mark with them.</summary>
    public object?[] PopMarked()
    {
        if (_marks.Count == 0)
        {
            throw place.Problem("the end of a part that has no beginning");
        }

        object?[] taken = Pop(_values.Count - Floor);
        _marks.RemoveAt(_marks.Count - 1);
        return taken;
    }

    /// <summary>
    /// Remembers the last value. Places are counted value by value, so that none is beyond the values there were; a pickle may lack those
    /// that nothing refers to.
    /// </summary>
    public void Memoize(long number)
    {
        if (number > _pushed)
        {
            throw place.Problem($"place {number} for value {_pushed}");
        }

        while (_memo.Count <= number)
        {
            _memo.Add(null);
        }

        _memo[(int)number] = Peek();
    }

    /// <summary>A value that is remembered.</summary>
    public object? Recall(long number) =>
        number < _memo.Count ? _memo[(int)number] : throw place.Problem($"a reference to value {number}, which is not there");

    private ModelFormatException Empty() => place.Problem("an operation on a value that is not there");

    private ModelFormatException TooMuch() => place.Problem("more values than a state dictionary has");
}
