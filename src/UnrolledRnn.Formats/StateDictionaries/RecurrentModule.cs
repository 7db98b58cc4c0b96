namespace UnrolledRnn.Formats;

/// <summary>
/// Reads the layers of <c>nn.RNN</c>, <c>nn.LSTM</c>, <c>nn.GRU</c> and of their cells. What they are is told by rows and columns:
/// weight_hh is [gates · units, values of h].
/// </summary>
/// <param name="module">The module's name.</param>
/// <param name="options">The cell where shapes leave it open.</param>
/// <param name="problems">What is wrong is added here.</param>
internal sealed class RecurrentModule(string module, ModelReadOptions options, List<string> problems)
{
    private readonly SortedDictionary<int, Dictionary<string, (string Name, ModelTensor Tensor)>> _layers = [];

    /// <summary>Adds a tensor.</summary>
    public void Add(string fullName, TensorName name, ModelTensor tensor)
    {
        int layer = name.Layer ?? 0;
        if (!_layers.TryGetValue(layer, out var tensors))
        {
            tensors = new(StringComparer.Ordinal);
            _layers.Add(layer, tensors);
        }

        if (!tensors.TryAdd(name.Tensor, (fullName, tensor)))
        {
            problems.Add($"'{fullName}' is the same tensor as '{tensors[name.Tensor].Name}' by another name");
        }
    }

    /// <summary>The module with its layers, or null where they cannot be had; the problems then say why.</summary>
    public StateModule? Read()
    {
        List<ModelLayer> layers = [];
        int found = problems.Count;
        foreach ((int number, var tensors) in _layers)
        {
            if (number != layers.Count)
            {
                problems.Add($"{Title} has no layer {layers.Count}, but '{tensors.First().Value.Name}'");
                return null;
            }

            if (ReadLayer(tensors) is not ModelLayer layer)
            {
                return null;
            }

            if (layers.Count > 0 && layers[^1].Shape.OutputSize != layer.Shape.InputSize)
            {
                problems.Add(
                    $"expected '{tensors["weight_ih"].Name}' with {layers[^1].Shape.OutputSize} columns, what layer {number - 1} gives, found {tensors["weight_ih"].Tensor.ShapeText}");
            }

            layers.Add(layer);
        }

        return problems.Count == found ? new StateModule(module, [new ModuleReading(layers)]) : null;
    }

    private string Title => module.Length == 0 ? "the recurrent module" : $"'{module}'";

    private ModelLayer? ReadLayer(Dictionary<string, (string Name, ModelTensor Tensor)> tensors)
    {
        if (ShapeOf(tensors) is not RecurrentLayerShape shape)
        {
            return null;
        }

        var needs = LayerTensors.Of(shape).ToDictionary(need => need.Name, StringComparer.Ordinal);
        string known = tensors["weight_ih"].Name;
        foreach (TensorNeed need in needs.Values)
        {
            string expected = ModelTensor.TextOf(need.Shape);
            if (!tensors.TryGetValue(need.Name, out var tensor))
            {
                if (!need.Optional)
                {
                    problems.Add($"'{NameOf(need.Name, known)}' is missing, expected {expected}");
                }
            }
            else if (!tensor.Tensor.Shape.SequenceEqual(need.Shape))
            {
                problems.Add($"expected '{tensor.Name}' of shape {expected}, found {tensor.Tensor.ShapeText}");
            }
        }

        problems.AddRange(tensors
            .Where(tensor => !needs.ContainsKey(tensor.Key))
            .Select(tensor => $"'{tensor.Value.Name}' of shape {tensor.Value.Tensor.ShapeText} is left over"));
        return new ModelLayer(shape, tensors.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.Tensor, StringComparer.Ordinal));
    }

    /// <summary>The layer that has matrices of these shapes, or null where none has.</summary>
    private RecurrentLayerShape? ShapeOf(Dictionary<string, (string Name, ModelTensor Tensor)> tensors)
    {
        foreach (string needed in (string[])["weight_ih", "weight_hh"])
        {
            if (!tensors.TryGetValue(needed, out var tensor))
            {
                (string name, ModelTensor other) = tensors.First().Value;
                problems.Add($"'{NameOf(needed, name)}' is missing beside '{name}' of shape {other.ShapeText}");
                return null;
            }

            if (tensor.Tensor.Shape.Count != 2 || tensor.Tensor.Values.IsEmpty)
            {
                problems.Add($"expected '{tensor.Name}' to be a matrix, found {tensor.Tensor.ShapeText}");
                return null;
            }
        }

        (string hiddenName, ModelTensor hidden) = tensors["weight_hh"];
        ModelTensor? projection = tensors.TryGetValue("weight_hr", out var found) && found.Tensor.Shape.Count == 2 ? found.Tensor : null;
        int state = hidden.Shape[1];
        int units = Math.Max(projection?.Shape[1] ?? state, 1);
        if (CellOf(hidden.Shape[0], units) is not RnnCell cell)
        {
            problems.Add(projection is null
                ? $"expected '{hiddenName}' with rows 1, 3 or 4 times its {units} columns, found {hidden.ShapeText}"
                : $"expected '{hiddenName}' with rows 4 times the {units} columns of '{found.Name}', found {hidden.ShapeText}");
            return null;
        }

        bool isBidirectional = tensors.Keys.Any(name => name.EndsWith(LayerTensors.Reverse, StringComparison.Ordinal));
        return new RecurrentLayerShape(cell, tensors["weight_ih"].Tensor.Shape[1], units, (isBidirectional ? 2 : 1) * state)
        {
            Bidirectional = isBidirectional,
            Bias = tensors.ContainsKey("bias_ih") || tensors.ContainsKey("bias_hh"),
            CellActivation = CellFunctions.Default(cell),
            ProjectionSize = projection is null ? 0 : state,
            Peepholes = tensors.ContainsKey("peephole"),
        };
    }

    private RnnCell? CellOf(int rows, int units) => rows % units != 0 ? null : (rows / units, options.Cell) switch
    {
        (1, RnnCell.Relu or RnnCell.Sigmoid) => options.Cell,
        (1, _) => RnnCell.Tanh,
        (3, RnnCell.GruResetBefore) => options.Cell,
        (3, _) => RnnCell.Gru,
        (4, _) => RnnCell.Lstm,
        _ => null,
    };

    /// <summary>The full name of a tensor, as another one of the same layer is called.</summary>
    private static string NameOf(string tensor, string beside)
    {
        TensorName name = TensorName.Parse(beside);
        bool isReverse = tensor.EndsWith(LayerTensors.Reverse, StringComparison.Ordinal);
        string module = name.Module.Length == 0 ? "" : name.Module + ".";
        string layer = name.Layer is int number ? $"_l{number}" : "";
        return $"{module}{(isReverse ? tensor[..^LayerTensors.Reverse.Length] : tensor)}{layer}{(isReverse ? LayerTensors.Reverse : "")}";
    }
}
