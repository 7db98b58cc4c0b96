using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>Tensors by their names in a file, in its order.</summary>
/// <param name="path">The file.</param>
internal sealed class StateDictionary(string path)
{
    private readonly OrderedDictionary<string, ModelTensor> _tensors = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, string> _others = new(StringComparer.Ordinal);

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>
    /// Whether the order says in which order layers were made; safetensors files of PyTorch are sorted by name instead.
    /// </summary>
    public bool IsOrdered { get; init; } = true;

    /// <summary>The tensors.</summary>
    public IReadOnlyDictionary<string, ModelTensor> Tensors => _tensors;

    /// <summary>What is no tensor of floats, with its type and shape as messages write them.</summary>
    public IReadOnlyDictionary<string, string> Others => _others;

    /// <summary>Adds a tensor.</summary>
    /// <exception cref="ModelFormatException">There is one of this name.</exception>
    public void Add(string name, ModelTensor tensor)
    {
        if (_others.ContainsKey(name) || !_tensors.TryAdd(name, tensor))
        {
            throw new ModelFormatException(path, $"tensor '{name}' occurs twice.");
        }
    }

    /// <summary>Adds what is no tensor of floats.</summary>
    /// <exception cref="ModelFormatException">There is one of this name.</exception>
    public void AddOther(string name, string kind)
    {
        if (_tensors.ContainsKey(name) || !_others.TryAdd(name, kind))
        {
            throw new ModelFormatException(path, $"tensor '{name}' occurs twice.");
        }
    }

    /// <summary>The same tensors by other names.</summary>
    /// <param name="names">Names, or what they begin with, to those that are expected.</param>
    /// <exception cref="ModelFormatException">No tensor has such a name, or two get the same.</exception>
    public StateDictionary Renamed(IReadOnlyDictionary<string, string> names)
    {
        if (names.Count == 0)
        {
            return this;
        }

        var map = new NameMap(names);
        var renamed = new StateDictionary(path) { IsOrdered = IsOrdered };
        foreach ((string name, ModelTensor tensor) in _tensors)
        {
            renamed.Add(map.Map(name), tensor);
        }

        foreach ((string name, string kind) in _others)
        {
            renamed.AddOther(map.Map(name), kind);
        }

        return map.Unused.Count == 0 ? renamed : throw new ModelFormatException(
            path, $"no tensor's name is or begins with {string.Join(", ", map.Unused.Select(name => $"'{name}'"))}; found {Found}.");
    }

    /// <summary>The first names, for messages.</summary>
    public string Found
    {
        get
        {
            const int Most = 12;
            int count = _tensors.Count + _others.Count;
            IEnumerable<string> first = _tensors.Keys.Concat(_others.Keys).Take(Most).Select(name => $"'{name}'");
            return count == 0 ? "no tensors" : string.Join(", ", first) + (count > Most ? $" and {count - Most} more" : "");
        }
    }
}
