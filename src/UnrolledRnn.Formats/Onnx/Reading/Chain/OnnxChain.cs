namespace UnrolledRnn.Formats;

/// <summary>
/// Puts expressions in a row: each layer reads the one above it, and by skip connections and concatenations those before. What does not
/// fit in a row is refused.
/// </summary>
internal sealed class OnnxChain
{
    private readonly OnnxScope _scope;
    private readonly OnnxLayerRow _row;
    private readonly List<OnnxExpression> _path = [];
    private readonly Dictionary<OnnxExpression, int> _readers = [];

    private OnnxChain(OnnxScope scope, OnnxVectors input)
    {
        _scope = scope;
        _row = new OnnxLayerRow(scope, input);
    }

    private OnnxChainValue Last => _row.Last;

    /// <summary>The layers that compute the outputs, and whether inputs are added to these.</summary>
    /// <exception cref="OnnxRefusal">No row of layers computes them.</exception>
    public static (List<ModelLayer> Layers, bool Residual) Of(OnnxScope scope, OnnxVectors input, OnnxColumn[] outputs)
    {
        var chain = new OnnxChain(scope, input);
        chain.FindPath(outputs);
        bool isResidual = false;
        for (int i = 0; i < chain._path.Count; i++)
        {
            isResidual = i == chain._path.Count - 1 && chain.TryAddResidual(chain._path[i], outputs);
            i += isResidual ? 0 : chain.Add(chain._path[i], i + 1 < chain._path.Count ? chain._path[i + 1] : null);
        }

        return chain.Last.IsWhole(chain._row.Bring(outputs, "the output"))
            ? (chain._row.Layers, isResidual)
            : throw new OnnxRefusal("the outputs are a part of the values of a layer, or in another order");
    }

    /// <summary>From the outputs to the input, each time along what was computed last.</summary>
    private void FindPath(OnnxColumn[] outputs)
    {
        IReadOnlyList<OnnxColumn> operands = outputs;
        while (true)
        {
            OnnxExpression[] sources = [.. operands.Select(column => column.Source).Distinct()];
            foreach (OnnxExpression source in sources)
            {
                _readers[source] = _readers.GetValueOrDefault(source) + 1;
            }

            OnnxExpression last = sources.MaxBy(source => source.Number)!;
            if (last is OnnxVectors)
            {
                break;
            }

            _path.Add(last);
            operands = last.Operands;
        }

        _path.Reverse();
    }

    /// <summary>Adds the layer of an expression.</summary>
    /// <returns>How many of the expressions behind it are in the layer.</returns>
    private int Add(OnnxExpression expression, OnnxExpression? next)
    {
        switch (expression)
        {
            case OnnxEmbedding embedding:
                _row.Append(
                    new EmbeddingLayerShape(Last.Size, embedding.Size),
                    embedding,
                    ("weight", embedding.Table, [Last.Size, embedding.Size]));
                return 0;
            case OnnxDense dense:
                return AddDense(dense, next);
            case OnnxScale scale:
                AddScale(scale);
                return 0;
            case OnnxFunction function:
                AddFunction(function);
                return 0;
            case OnnxSum sum:
                AddSum(sum);
                return 0;
            case OnnxRecurrence recurrence:
                return AddRecurrence(recurrence, next);
            default:
                throw new OnnxRefusal($"{expression.Node} is read in more than one way");
        }
    }

    private int AddDense(OnnxDense dense, OnnxExpression? next)
    {
        float[] weight = _row.Spread(dense.Weight, _row.Bring(dense.Operands, dense.Node));
        OnnxFunction? joined = next is OnnxFunction function && _readers[dense] == 1 && function.Operands.SequenceEqual(dense.Columns())
            ? function
            : null;
        _row.AppendDense(joined?.Function ?? LayerActivation.Identity, (OnnxExpression?)joined ?? dense, weight, dense.Bias);
        return joined is null ? 0 : 1;
    }

    /// <summary>Factors that no matrix beside them could take get one of their own.</summary>
    private void AddScale(OnnxScale scale)
    {
        int[] places = _row.Bring(scale.Operands, scale.Node);
        _scope.Spend((long)scale.Size * Last.Size, sizeof(float));
        float[] weight = new float[scale.Size * Last.Size];
        for (int i = 0; i < scale.Size; i++)
        {
            weight[(i * Last.Size) + places[i]] = scale.Factors[i];
        }

        _row.AppendDense(LayerActivation.Identity, scale, weight, scale.Summands.AsSpan().ContainsAnyExcept(0f) ? scale.Summands : null);
    }

    private void AddFunction(OnnxFunction function)
    {
        int[] places = _row.Bring(function.Operands, function.Node);
        if (function.Function == LayerActivation.Softmax && places.Distinct().Count() != Last.Size)
        {
            throw new OnnxRefusal($"{function.Node} reads a part of the values of a layer");
        }

        _row.Append(new ModelLayer(new ActivationLayerShape(Last.Size, function.Function)), function, places);
    }

    private void AddSum(OnnxSum sum)
    {
        int[] places = _row.Bring(sum.Left, sum.Node);
        int from = _row.PlacesOf(sum.Right[0].Source).LastOrDefault(
            i => _row.Values[i].Size == Last.Size && _row.Values[i].Find(sum.Right) is int[] found && found.AsSpan().SequenceEqual(places),
            -1);
        if (from >= 0)
        {
            _row.Append(new ModelLayer(new SkipLayerShape(Last.Size, from, sum.Gain)), sum, places);
            return;
        }

        // A part of what a layer gives, or in another order: a matrix adds it.
        places = _row.Bring(sum.Operands, sum.Node);
        _scope.Spend((long)sum.Size * Last.Size, sizeof(float));
        float[] weight = new float[sum.Size * Last.Size];
        for (int i = 0; i < sum.Size; i++)
        {
            weight[(i * Last.Size) + places[i]]++;
            weight[(i * Last.Size) + places[sum.Size + i]] += sum.Gain;
        }

        _row.AppendDense(LayerActivation.Identity, sum, weight, null);
    }

    /// <summary>The first inputs added to all outputs are no layer, but a property of the network.</summary>
    private bool TryAddResidual(OnnxExpression expression, OnnxColumn[] outputs)
    {
        if (expression is not OnnxSum { Gain: 1 } sum || !outputs.SequenceEqual(sum.Columns()) || _row.Layers.Count == 0
            || Last.Find(sum.Left) is not int[] places || !Last.IsWhole(places)
            || _row.Values[0].Find(sum.Right) is not int[] inputs || !inputs.AsSpan().SequenceEqual(OnnxChainValue.Places(inputs.Length)))
        {
            return false;
        }

        Last.Add(sum, places);
        return true;
    }

    private int AddRecurrence(OnnxRecurrence recurrence, OnnxExpression? next)
    {
        int[] places = _row.Bring(recurrence.Operands, recurrence.Node);
        var merge = next as OnnxMerge;
        if (merge is not null && _readers[recurrence] > 1)
        {
            throw new OnnxRefusal($"the directions of {recurrence.Node} are read both as they are and combined");
        }

        RecurrentLayerShape shape = recurrence.Shape with
        {
            InputSize = Last.Size,
            OutputSize = merge?.Size ?? recurrence.Size,
            Merge = merge?.Merge ?? DirectionMerge.Concatenate,
        };
        Dictionary<string, ModelTensor> tensors = new(recurrence.Tensors, StringComparer.Ordinal);
        foreach (string direction in Last.IsWhole(places) ? [] : LayerTensors.Directions(shape))
        {
            string name = $"weight_ih{direction}";
            ModelTensor weight = tensors[name];
            tensors[name] = new ModelTensor(_row.Spread(weight.Values.ToArray(), places), weight.Shape[0], Last.Size);
        }

        _row.Append(new ModelLayer(shape, tensors), (OnnxExpression?)merge ?? recurrence, OnnxChainValue.Places(shape.OutputSize));
        return merge is null ? 0 : 1;
    }
}
