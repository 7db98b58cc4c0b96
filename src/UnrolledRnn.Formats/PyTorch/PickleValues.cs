namespace UnrolledRnn.Formats;

/// <summary>A tuple of a pickle. Texts, whole numbers (long), numbers (double), bool and null are those of .NET.</summary>
internal sealed class PickleTuple(object?[] items)
{
    /// <summary>A tuple of nothing.</summary>
    public static PickleTuple Empty { get; } = new([]);

    public object?[] Items => items;
}

/// <summary>A list of a pickle; what it holds is read and let go, as a state dictionary has none.</summary>
internal sealed class PickleList
{
    private PickleList()
    {
    }

    /// <summary>Any list.</summary>
    public static PickleList Any { get; } = new();
}

/// <summary>A dict or an OrderedDict of a pickle, in its order.</summary>
internal sealed class PickleDictionary
{
    public List<(object? Key, object? Value)> Items { get; } = [];
}

/// <summary>What a pickle names to be called or to be the type of a storage.</summary>
/// <param name="module">Python's module.</param>
/// <param name="name">The name within it.</param>
internal sealed class PickleGlobal(string module, string name)
{
    public string Module => module;

    public string Name => name;

    public string FullName => $"{module}.{name}";
}

/// <summary>Values of PyTorch that lie in a file of their own beside the pickle.</summary>
/// <param name="type">Its type, such as <c>FloatStorage</c>.</param>
/// <param name="key">The name of the file.</param>
/// <param name="count">Its elements.</param>
internal sealed class TorchStorage(string type, string key, long count)
{
    public string Type => type;

    public string Key => key;

    public long Count => count;
}

/// <summary>A tensor of PyTorch: a view of a storage.</summary>
/// <param name="storage">The storage.</param>
/// <param name="offset">Its first element.</param>
/// <param name="sizes">The dimensions.</param>
/// <param name="strides">Elements from one index of a dimension to the next.</param>
internal sealed class TorchTensor(TorchStorage storage, long offset, long[] sizes, long[] strides)
{
    public TorchStorage Storage => storage;

    public long Offset => offset;

    public long[] Sizes => sizes;

    public long[] Strides => strides;

    /// <summary>The type and shape, as messages write them.</summary>
    public string Kind => $"{storage.Type} of shape [{string.Join(", ", sizes)}]";
}
