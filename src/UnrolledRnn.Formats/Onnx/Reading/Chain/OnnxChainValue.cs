namespace UnrolledRnn.Formats;

/// <summary>What a layer of a chain gives, and where among it the values of expressions are.</summary>
/// <param name="size">Values of the layer.</param>
internal sealed class OnnxChainValue(int size)
{
    private readonly Dictionary<OnnxExpression, int[]> _places = [];

    /// <summary>Values of the layer.</summary>
    public int Size => size;

    /// <summary>The expressions whose values are here.</summary>
    public IEnumerable<OnnxExpression> Expressions => _places.Keys;

    /// <summary>The same layer's values as those of another expression too.</summary>
    public void Add(OnnxExpression expression, int[] places) => _places.TryAdd(expression, places);

    /// <summary>Whether values of an expression are here.</summary>
    public bool Has(OnnxExpression expression) => _places.ContainsKey(expression);

    /// <summary>Where columns are; null if one of them is not here.</summary>
    public int[]? Find(IReadOnlyList<OnnxColumn> columns)
    {
        int[] found = new int[columns.Count];
        for (int i = 0; i < found.Length; i++)
        {
            if (!_places.TryGetValue(columns[i].Source, out int[]? places))
            {
                return null;
            }

            found[i] = places[columns[i].Index];
        }

        return found;
    }

    /// <summary>These values with others behind them.</summary>
    public OnnxChainValue With(OnnxChainValue other)
    {
        var joined = new OnnxChainValue(checked(size + other.Size));
        foreach ((OnnxExpression expression, int[] places) in _places)
        {
            joined.Add(expression, places);
        }

        foreach ((OnnxExpression expression, int[] places) in other._places)
        {
            joined.Add(expression, Array.ConvertAll(places, place => place + size));
        }

        return joined;
    }

    /// <summary>Whether places are all of a layer's values in their order.</summary>
    public bool IsWhole(int[] places) => places.Length == size && Places(size).AsSpan().SequenceEqual(places);

    /// <summary>Places one behind the other.</summary>
    public static int[] Places(int count) => [.. Enumerable.Range(0, count)];
}
