namespace UnrolledRnn.Formats;

/// <summary>Builds expressions from nodes, and brings constants into the layers beside them.</summary>
internal sealed class OnnxNetwork
{
    private readonly OnnxDirections _directions;
    private int _count;
    private OnnxVectors? _vectors;

    /// <summary>A network of which nothing is known.</summary>
    public OnnxNetwork()
    {
        _directions = new OnnxDirections(() => ++_count);
    }

    /// <summary>Whether a matrix has taken features, so that it is known which these are.</summary>
    public bool HasMatrix { get; set; }

    /// <summary>The input, once its size is known.</summary>
    public OnnxVectors? Input => _vectors;

    /// <summary>The input as vectors of a size; of tokens, each layer that reads them says it.</summary>
    /// <exception cref="OnnxRefusal">It had another size before.</exception>
    public OnnxVectors Vectors(string name, int size)
    {
        _vectors ??= new OnnxVectors(++_count, name, size);
        return _vectors.Size == size
            ? _vectors
            : throw new OnnxRefusal($"the input has {size} values here, but {_vectors.Size} elsewhere");
    }

    /// <summary>The input as tokens; the layer that reads them says how many there are.</summary>
    public OnnxColumn[] Tokens(string name)
    {
        _vectors = null;
        return new OnnxTokens(++_count, name).Columns();
    }

    /// <summary>Rows of a table.</summary>
    public OnnxColumn[] Embedding(string node, float[] table, int vocabulary) =>
        new OnnxEmbedding(++_count, node, Vectors(node, vocabulary), table).Columns();

    /// <summary>A matrix product.</summary>
    public OnnxColumn[] Dense(string node, OnnxColumn[] inputs, float[] weight, float[]? bias)
    {
        (OnnxColumn[] operands, OnnxMoment moment) = _directions.Resolve(inputs);
        (operands, weight, float[]? moved) = OnnxFolding.IntoMatrix(operands, weight);
        HasMatrix = true;
        return new OnnxDense(++_count, node, operands, weight, OnnxFolding.Add(bias, moved)).Columns(moment);
    }

    /// <summary>A function of each value; of softmax, of all of them.</summary>
    public OnnxColumn[] Function(string node, OnnxColumn[] inputs, LayerActivation function)
    {
        (OnnxColumn[] operands, OnnxMoment moment) = _directions.Resolve(inputs);
        return new OnnxFunction(++_count, node, operands, function).Columns(moment);
    }

    /// <summary>A factor and a summand for each value.</summary>
    public OnnxColumn[] Scale(string node, OnnxColumn[] inputs, float[] factors, float[] summands)
    {
        (OnnxColumn[] operands, OnnxMoment moment) = _directions.Resolve(inputs);
        return Scaled(node, operands, factors, summands).Columns(moment);
    }

    /// <summary>The sum of two values, or their difference.</summary>
    public OnnxColumn[] Sum(string node, OnnxColumn[] left, OnnxColumn[] right, float sign)
    {
        (OnnxColumn[] operands, OnnxMoment moment) = _directions.Resolve([.. left, .. right]);
        if (sign == 1 && _directions.Merged(operands, DirectionMerge.Sum) is OnnxMerge both)
        {
            return both.Columns(moment);
        }

        left = operands[..left.Length];
        right = operands[left.Length..];
        bool isSwapped = OnnxFolding.LastNumber(right) > OnnxFolding.LastNumber(left);
        (OnnxColumn[] later, OnnxColumn[] earlier) = isSwapped ? (right, left) : (left, right);
        if (isSwapped && sign != 1)
        {
            later = Scaled(node, later, OnnxFolding.Repeat(sign, later.Length), new float[later.Length]).Columns();
        }

        (earlier, float gain) = OnnxFolding.Gain(earlier);
        return new OnnxSum(++_count, node, later, earlier, isSwapped ? gain : gain * sign).Columns(moment);
    }

    /// <summary>The directions of a layer as one.</summary>
    /// <exception cref="OnnxRefusal">These are not the directions of a layer.</exception>
    public OnnxColumn[] Merge(OnnxColumn[] left, OnnxColumn[] right, DirectionMerge merge)
    {
        (OnnxColumn[] operands, OnnxMoment moment) = _directions.Resolve([.. left, .. right]);
        return _directions.Merged(operands, merge)?.Columns(moment)
            ?? throw new OnnxRefusal("values are combined that are not the two directions of one recurrent layer");
    }

    /// <summary>A recurrent layer.</summary>
    /// <returns>The layer, and whether its outputs are in the order in which it was computed, the last time step first.</returns>
    public (OnnxRecurrence Layer, OnnxMoment Moment) Recurrence(
        string node, OnnxColumn[] inputs, RecurrentLayerShape shape, Dictionary<string, ModelTensor> tensors, bool isBackward)
    {
        (OnnxColumn[] operands, OnnxMoment moment) = _directions.Resolve(inputs);
        if (moment is not (OnnxMoment.Every or OnnxMoment.Backwards) || (moment == OnnxMoment.Backwards && shape.Bidirectional))
        {
            throw new OnnxRefusal("it does not read a whole sequence in its order");
        }

        (operands, shape) = OnnxFolding.IntoRecurrence(operands, shape, tensors);
        var layer = new OnnxRecurrence(++_count, node, operands, shape, tensors)
        {
            IsBackward = isBackward != (moment == OnnxMoment.Backwards),
        };
        return (layer, moment);
    }

    /// <summary>The outputs of the network, all of the same time steps.</summary>
    public (OnnxColumn[] Columns, OnnxMoment Moment) Outputs(OnnxColumn[] columns) => _directions.Resolve(columns);

    private OnnxExpression Scaled(string node, OnnxColumn[] operands, float[] factors, float[] summands)
    {
        if (OnnxFolding.IsMeanOf(operands, factors, summands) is OnnxMerge sum)
        {
            return new OnnxMerge(++_count, sum.LastRecurrence!, DirectionMerge.Mean);
        }

        if (operands.Select(operand => operand.Source).Distinct().ToArray() is [OnnxDense dense])
        {
            (float[] weight, float[]? bias) = OnnxFolding.IntoDense(dense, operands, factors, summands);
            return new OnnxDense(++_count, dense.Node, dense.Operands, weight, bias);
        }

        (operands, factors, summands) = OnnxFolding.Compose(operands, factors, summands);
        return new OnnxScale(++_count, node, operands, factors, summands);
    }
}
