namespace UnrolledRnn.Formats;

/// <summary>Finds the modules of a state dictionary.</summary>
internal static class StateModules
{
    private const string Weight = "weight";
    private const string Bias = "bias";

    /// <summary>More modules than any network here has.</summary>
    private const int MaxModules = 1024;

    /// <summary>The modules in the order of the file; what cannot be one is added to the problems.</summary>
    public static IReadOnlyList<StateModule> Of(StateDictionary file, ModelReadOptions options, List<string> problems)
    {
        OrderedDictionary<string, RecurrentModule> recurrent = new(StringComparer.Ordinal);
        OrderedDictionary<string, Dictionary<string, ModelTensor>> others = new(StringComparer.Ordinal);
        List<(string Module, bool IsRecurrent)> order = [];
        foreach ((string fullName, ModelTensor tensor) in file.Tensors)
        {
            TensorName name = TensorName.Parse(fullName);
            if (name.IsRecurrent)
            {
                if (!recurrent.TryGetValue(name.Module, out RecurrentModule? module))
                {
                    module = new RecurrentModule(name.Module, options, problems);
                    recurrent.Add(name.Module, module);
                    order.Add((name.Module, true));
                }

                module.Add(fullName, name, tensor);
            }
            else if (name.Tensor is Weight or Bias)
            {
                if (!others.TryGetValue(name.Module, out Dictionary<string, ModelTensor>? module))
                {
                    module = new(StringComparer.Ordinal);
                    others.Add(name.Module, module);
                    order.Add((name.Module, false));
                }

                module.Add(name.Tensor, tensor);
            }
            else
            {
                problems.Add($"'{fullName}' of shape {tensor.ShapeText} is left over");
            }
        }

        problems.AddRange(file.Others.Select(other => $"'{other.Key}' is {other.Value}, which no layer here has"));
        List<StateModule> modules = [];
        if (order.Count > MaxModules)
        {
            problems.Add($"the file has {order.Count} modules, more than the {MaxModules} that are read");
            return modules;
        }

        foreach ((string name, bool isRecurrent) in order)
        {
            if ((isRecurrent ? recurrent[name].Read() : Matrix(name, others, problems)) is StateModule module)
            {
                modules.Add(module);
            }
        }

        return modules;
    }

    /// <summary>A dense layer or an embedding.</summary>
    private static StateModule? Matrix(
        string name, OrderedDictionary<string, Dictionary<string, ModelTensor>> others, List<string> problems)
    {
        Dictionary<string, ModelTensor> tensors = others[name];
        string prefix = name.Length == 0 ? "" : name + ".";
        ModelTensor? bias = tensors.GetValueOrDefault(Bias);
        if (!tensors.TryGetValue(Weight, out ModelTensor? weight))
        {
            return Tied(name, bias!, others, problems);
        }

        if (weight.Shape.Count != 2 || weight.Values.IsEmpty)
        {
            problems.Add($"'{prefix}{Weight}' of shape {weight.ShapeText} is left over: layers here have matrices");
            return null;
        }

        if (bias is not null && (bias.Shape.Count != 1 || bias.Shape[0] != weight.Shape[0]))
        {
            problems.Add($"expected '{prefix}{Bias}' of shape [{weight.Shape[0]}], found {bias.ShapeText}");
            return null;
        }

        var dense = new ModuleReading([new ModelLayer(
            new DenseLayerShape(weight.Shape[1], weight.Shape[0], LayerActivation.Identity) { Bias = bias is not null }, tensors)]);
        if (bias is not null)
        {
            return new StateModule(name, [dense]);
        }

        var embedding = new ModuleReading([new ModelLayer(new EmbeddingLayerShape(weight.Shape[0], weight.Shape[1]), tensors)]);
        return new StateModule(name, IsCalledEmbedding(name) || HasTiedOutput(weight.Shape[0], others) ? [embedding] : [dense, embedding]);
    }

    /// <summary>An output layer of which only the bias is left, as its weights are the table of an embedding.</summary>
    private static StateModule? Tied(
        string name, ModelTensor bias, OrderedDictionary<string, Dictionary<string, ModelTensor>> others, List<string> problems)
    {
        ModelTensor[] tables =
        [
            .. others.Values.Where(module => module.Count == 1 && module.TryGetValue(Weight, out ModelTensor? table)
                && table.Shape.Count == 2 && bias.Shape.Count == 1 && table.Shape[0] == bias.Shape[0]).Select(module => module[Weight]),
        ];
        if (tables is not [ModelTensor only] || only.Values.IsEmpty)
        {
            problems.Add($"'{(name.Length == 0 ? Weight : $"{name}.{Weight}")}' is missing beside the bias of shape {bias.ShapeText}");
            return null;
        }

        return new StateModule(name, [new ModuleReading([new ModelLayer(
            new DenseLayerShape(only.Shape[1], only.Shape[0], LayerActivation.Identity) { IsTied = true },
            new Dictionary<string, ModelTensor> { [Bias] = bias })])]);
    }

    private static bool HasTiedOutput(int rows, OrderedDictionary<string, Dictionary<string, ModelTensor>> others) =>
        others.Values.Any(module => !module.ContainsKey(Weight) && module[Bias].Shape is [int length] && length == rows);

    private static bool IsCalledEmbedding(string name) => name.Contains("emb", StringComparison.OrdinalIgnoreCase);
}
