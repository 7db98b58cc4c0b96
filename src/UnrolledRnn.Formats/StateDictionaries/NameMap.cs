namespace UnrolledRnn.Formats;

/// <summary>Gives tensors the names that a user has said for them, or for what their names begin with.</summary>
internal sealed class NameMap(IReadOnlyDictionary<string, string> names)
{
    private readonly List<string> _longestFirst = [.. names.Keys.OrderByDescending(name => name.Length)];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Names that no tensor has had so far.</summary>
    public IReadOnlyList<string> Unused => [.. names.Keys.Where(name => !_used.Contains(name)).Order(StringComparer.Ordinal)];

    /// <summary>The expected name of a tensor.</summary>
    public string Map(string name)
    {
        if (_longestFirst.Find(start => IsStart(start, name)) is not string found)
        {
            return name;
        }

        _used.Add(found);
        string rest = name[found.Length..];
        string start = names[found];
        return start.Length == 0 ? rest.TrimStart('.') : start + rest;
    }

    /// <summary>Whether a name begins with whole parts of it: <c>lstm</c> is no beginning of <c>lstm2.bias</c>.</summary>
    private static bool IsStart(string start, string name) =>
        name.StartsWith(start, StringComparison.Ordinal)
        && (name.Length == start.Length || start.Length == 0 || start[^1] is '.' or '_' || name[start.Length] is '.' or '_');
}
