using System.Numerics.Tensors;

namespace UnrolledRnn.Formats;

/// <summary>Brings factors and summands of values into the matrices in front of them and behind.</summary>
internal static class OnnxFolding
{
    /// <summary>The same number so many times.</summary>
    public static float[] Repeat(float value, int count)
    {
        float[] values = new float[count];
        values.AsSpan().Fill(value);
        return values;
    }

    /// <summary>The greatest number of what values are computed by, behind their factors.</summary>
    public static int LastNumber(OnnxColumn[] columns) =>
        columns.Max(column => (column.Source is OnnxScale scale ? scale.Operands[column.Index].Source : column.Source).Number);

    /// <summary>The sum of two biases, each of which may be missing.</summary>
    public static float[]? Add(float[]? first, float[]? second)
    {
        if (first is null || second is null)
        {
            return first ?? second;
        }

        float[] sum = new float[first.Length];
        TensorPrimitives.Add(first, second, sum);
        return sum;
    }

    /// <summary>Values in front of their common factor, and the factor; as they are, and 1, if they have none.</summary>
    public static (OnnxColumn[] Columns, float Gain) Gain(OnnxColumn[] columns)
    {
        float gain = columns[0].Source is OnnxScale first ? first.Factors[columns[0].Index] : 1;
        return Array.TrueForAll(
            columns,
            column => column.Source is OnnxScale scale && scale.Factors[column.Index] == gain && scale.Summands[column.Index] == 0)
            ? (Array.ConvertAll(columns, column => column.Source.Operands[column.Index]), gain)
            : (columns, 1);
    }

    /// <summary>The sum of two directions, if values are half of it.</summary>
    public static OnnxMerge? IsMeanOf(OnnxColumn[] columns, float[] factors, float[] summands) =>
        columns[0].Source is OnnxMerge { Merge: DirectionMerge.Sum } merge && columns.SequenceEqual(merge.Columns())
        && Array.TrueForAll(factors, factor => factor == 0.5f) && Array.TrueForAll(summands, summand => summand == 0)
            ? merge
            : null;

    /// <summary>Factors and summands behind those that the values have already.</summary>
    public static (OnnxColumn[] Columns, float[] Factors, float[] Summands) Compose(OnnxColumn[] columns, float[] factors, float[] summands)
    {
        OnnxColumn[] inner = [.. columns];
        factors = [.. factors];
        summands = [.. summands];
        for (int i = 0; i < inner.Length; i++)
        {
            if (columns[i].Source is OnnxScale scale)
            {
                int index = columns[i].Index;
                summands[i] += factors[i] * scale.Summands[index];
                factors[i] *= scale.Factors[index];
                inner[i] = scale.Operands[index];
            }
        }

        return (inner, factors, summands);
    }

    /// <summary>The rows of a dense layer that some of its values are, with factors and summands.</summary>
    public static (float[] Weight, float[]? Bias) IntoDense(OnnxDense dense, OnnxColumn[] columns, float[] factors, float[] summands)
    {
        bool isWhole = columns.SequenceEqual(dense.Columns());
        bool isBiasOnly = isWhole && Array.TrueForAll(factors, factor => factor == 1);
        int inputs = dense.Operands.Count;
        float[] weight = isBiasOnly ? dense.Weight : new float[columns.Length * inputs];
        float[] bias = new float[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            int row = columns[i].Index;
            bias[i] = ((dense.Bias?[row] ?? 0) * factors[i]) + summands[i];
            if (!isBiasOnly)
            {
                TensorPrimitives.Multiply(dense.Weight.AsSpan(row * inputs, inputs), factors[i], weight.AsSpan(i * inputs, inputs));
            }
        }

        return (weight, dense.Bias is null && Array.TrueForAll(summands, summand => summand == 0) ? null : bias);
    }

    /// <summary>A matrix that reads values in front of their factors and summands, and what the summands come to.</summary>
    public static (OnnxColumn[] Columns, float[] Weight, float[]? Bias) IntoMatrix(OnnxColumn[] columns, float[] weight)
    {
        if (!Array.Exists(columns, column => column.Source is OnnxScale))
        {
            return (columns, weight, null);
        }

        (OnnxColumn[] inner, float[] factors, float[] summands) = Compose(columns, Repeat(1, columns.Length), new float[columns.Length]);
        int rows = weight.Length / columns.Length;
        float[] scaled = new float[weight.Length];
        float[] bias = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> of = weight.AsSpan(row * columns.Length, columns.Length);
            TensorPrimitives.Multiply(of, factors, scaled.AsSpan(row * columns.Length, columns.Length));
            bias[row] = TensorPrimitives.Dot(of, summands);
        }

        return (inner, scaled, Array.TrueForAll(summands, summand => summand == 0) ? null : bias);
    }

    /// <summary>The same for the matrices of a recurrent layer, whose tensors are replaced.</summary>
    public static (OnnxColumn[] Columns, RecurrentLayerShape Shape) IntoRecurrence(
        OnnxColumn[] columns, RecurrentLayerShape shape, Dictionary<string, ModelTensor> tensors)
    {
        OnnxColumn[] inner = columns;
        if (!Array.Exists(columns, column => column.Source is OnnxScale))
        {
            return (columns, shape);
        }

        foreach (string direction in LayerTensors.Directions(shape))
        {
            string weight = $"weight_ih{direction}";
            string bias = $"bias_ih{direction}";
            int rows = tensors[weight].Shape[0];
            (inner, float[] scaled, float[]? moved) = IntoMatrix(columns, tensors[weight].Values.ToArray());
            tensors[weight] = new ModelTensor(scaled, rows, columns.Length);
            if (moved is not null)
            {
                tensors[bias] = new ModelTensor(
                    tensors.TryGetValue(bias, out ModelTensor? old) ? Add(old.Values.ToArray(), moved)! : moved, rows);
                shape = shape with { Bias = true };
            }
        }

        return (inner, shape);
    }
}
