namespace UnrolledRnn.Formats;

/// <summary>Layers in a row, and what each of them gives.</summary>
internal sealed class OnnxLayerRow
{
    private readonly OnnxScope _scope;
    private readonly List<ModelLayer> _layers = [];
    private readonly List<OnnxChainValue> _values = [];
    private readonly Dictionary<OnnxExpression, List<int>> _places = [];

    /// <summary>A row that has no layer yet.</summary>
    public OnnxLayerRow(OnnxScope scope, OnnxVectors input)
    {
        _scope = scope;
        var first = new OnnxChainValue(input.Size);
        first.Add(input, OnnxChainValue.Places(input.Size));
        Add(first);
    }

    /// <summary>The layers.</summary>
    public List<ModelLayer> Layers => _layers;

    /// <summary>The input, then what each layer gives.</summary>
    public List<OnnxChainValue> Values => _values;

    /// <summary>What the last layer gives.</summary>
    public OnnxChainValue Last => _values[^1];

    /// <summary>Adds a layer, whose values are those of an expression in their order.</summary>
    public void Append(LayerShape shape, OnnxExpression expression, params (string Name, float[] Values, int[] Shape)[] tensors) => Append(
        new ModelLayer(shape, tensors.ToDictionary(tensor => tensor.Name, tensor => new ModelTensor(tensor.Values, tensor.Shape))),
        expression,
        OnnxChainValue.Places(shape.OutputSize));

    /// <summary>Adds a dense layer.</summary>
    public void AppendDense(LayerActivation function, OnnxExpression expression, float[] weight, float[]? bias)
    {
        int size = expression.Size;
        var shape = new DenseLayerShape(Last.Size, size, function) { Bias = bias is not null };
        if (bias is null)
        {
            Append(shape, expression, ("weight", weight, [size, Last.Size]));
        }
        else
        {
            Append(shape, expression, ("weight", weight, [size, Last.Size]), ("bias", bias, [size]));
        }
    }

    /// <summary>Adds a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="expression">What it computes.</param>
    /// <param name="places">Where the expression's values are among its own.</param>
    public void Append(ModelLayer layer, OnnxExpression expression, int[] places)
    {
        _layers.Add(layer);
        var value = new OnnxChainValue(layer.Shape.OutputSize);
        value.Add(expression, places);
        Add(value);
    }

    /// <summary>Where in the row an expression's values are, the input at 0.</summary>
    public IReadOnlyList<int> PlacesOf(OnnxExpression expression) => _places.TryGetValue(expression, out List<int>? places) ? places : [];

    /// <summary>The places of columns in the last layer; concatenations bring those of layers before it.</summary>
    /// <exception cref="OnnxRefusal">No layer gives them.</exception>
    public int[] Bring(IReadOnlyList<OnnxColumn> columns, string node)
    {
        while (true)
        {
            if (Last.Find(columns) is int[] places)
            {
                return places;
            }

            OnnxExpression missing = columns.First(column => !Last.Has(column.Source)).Source;
            int from = PlacesOf(missing).DefaultIfEmpty(-1).MinBy(i => i < 0 ? 0 : _values[i].Size);
            if (from < 0)
            {
                throw new OnnxRefusal($"{node} reads {missing.Node}, which is beside other layers; layers here stand in a row");
            }

            _scope.Spend((long)Last.Size + _values[from].Size, OnnxBudget.ColumnBytes);
            OnnxChainValue joined = Last.With(_values[from]);
            _layers.Add(new ModelLayer(new ConcatLayerShape(Last.Size, joined.Size, from)));
            Add(joined);
        }
    }

    /// <summary>A matrix whose columns are at their places among all values of the last layer.</summary>
    public float[] Spread(float[] weight, int[] places)
    {
        if (Last.IsWhole(places))
        {
            return weight;
        }

        int rows = weight.Length / places.Length;
        _scope.Spend((long)rows * Last.Size, sizeof(float));
        float[] spread = new float[rows * Last.Size];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < places.Length; i++)
            {
                spread[(row * Last.Size) + places[i]] += weight[(row * places.Length) + i];
            }
        }

        return spread;
    }

    private void Add(OnnxChainValue value)
    {
        foreach (OnnxExpression expression in value.Expressions)
        {
            if (!_places.TryGetValue(expression, out List<int>? places))
            {
                places = [];
                _places.Add(expression, places);
            }

            places.Add(_values.Count);
        }

        _values.Add(value);
    }
}
