using System.Numerics.Tensors;

namespace UnrolledRnn.Formats;

/// <summary>Operators with a matrix.</summary>
internal static class OnnxDenseOperators
{
    /// <summary>Features times a constant matrix.</summary>
    public static OnnxValue MatMul(OnnxCall call)
    {
        OnnxArray<OnnxColumn> value = call.Columns(0);
        OnnxArray<float> constant = call.Constant(1, "the matrix");
        OnnxDimension[] shape = constant.Dimensions;
        bool isVector = shape.Length == 1;
        int rows = shape.Length == 0 ? 0 : shape[isVector ? 0 : ^2].Count;
        int columns = isVector || shape.Length == 0 ? 1 : shape[^1].Count;
        OnnxColumn[] inputs = Features(call, value);
        if (inputs.Length != rows || constant.Length != (long)rows * columns)
        {
            throw call.Refuse($"values of shape {value.ShapeText} are multiplied by a matrix of shape {constant.ShapeText}");
        }

        OnnxDimension[] kept = value.Dimensions[..^1];
        call.Scope.Spend(constant.Length, sizeof(float));
        float[] weight = WeightLayout.Transpose(constant.Elements, rows);
        return new OnnxArray<OnnxColumn>(
            isVector ? kept : [.. kept, OnnxDimension.Of(columns)], call.Network.Dense(call.Title, inputs, weight, null));
    }

    /// <summary>Rows of features times a constant matrix, plus a bias.</summary>
    public static OnnxValue Gemm(OnnxCall call)
    {
        OnnxArray<OnnxColumn> value = call.Columns(0);
        OnnxArray<float> constant = call.Constant(1, "the matrix");
        if (value.Dimensions.Length != 2 || constant.Dimensions.Length != 2)
        {
            throw call.Refuse($"values of shape {value.ShapeText} are multiplied by a matrix of shape {constant.ShapeText}");
        }

        if (call.Integer("transA", 0) != 0)
        {
            value = (OnnxArray<OnnxColumn>)OnnxPick.Permute(call.Scope, value, [1, 0]);
        }

        bool isTransposed = call.Integer("transB", 0) != 0;
        int size = constant.Dimensions[isTransposed ? 0 : 1].Count;
        OnnxColumn[] inputs = Features(call, value);
        if (constant.Length != (long)size * inputs.Length)
        {
            throw call.Refuse($"values of shape {value.ShapeText} are multiplied by a matrix of shape {constant.ShapeText}");
        }

        call.Scope.Spend(constant.Length, sizeof(float));
        float[] weight = isTransposed ? [.. constant.Elements] : WeightLayout.Transpose(constant.Elements, inputs.Length);
        TensorPrimitives.Multiply(weight, call.Float("alpha", 1), weight);
        return new OnnxArray<OnnxColumn>(
            [value.Dimensions[0], OnnxDimension.Of(size)], call.Network.Dense(call.Title, inputs, weight, Bias(call, size)));
    }

    /// <summary>Rows of a table for tokens.</summary>
    public static OnnxValue Embedding(OnnxCall call, OnnxArray<OnnxColumn> tokens, int axis)
    {
        OnnxArray<float> table = call.Constant(0, "what tokens select from");
        if (axis != 0 || table.Dimensions.Length != 2 || tokens.Elements is not [{ Source: OnnxTokens } token])
        {
            throw call.Refuse(
                $"expected a token that selects a row of a table, found {tokens.ShapeText} that select from {table.ShapeText}");
        }

        int vocabulary = table.Dimensions[0].Count;
        call.Scope.Spend((long)vocabulary + table.Length, sizeof(float));
        OnnxColumn[] rows = call.Network.Embedding(call.Title, table.Elements, vocabulary);
        return new OnnxArray<OnnxColumn>(
            [.. tokens.Dimensions, table.Dimensions[1]], Array.ConvertAll(rows, row => row with { Moment = token.Moment }));
    }

    /// <summary>The vector of a token.</summary>
    public static OnnxValue OneHot(OnnxCall call)
    {
        OnnxArray<OnnxColumn> tokens = call.Columns(0);
        if (tokens.Elements is not [{ Source: OnnxTokens } token] || call.Extents(1) is not [{ IsCount: true } depth]
            || call.Constant(2, "values") is not { Elements: [0, 1] })
        {
            throw call.Refuse("expected vectors of 0 and 1 for a token");
        }

        call.Scope.Spend(depth.Coefficient, OnnxBudget.ColumnBytes);
        List<OnnxDimension> shape = [.. tokens.Dimensions];
        shape.Insert(call.Dimension(call.Integer("axis", -1), shape.Count + 1), OnnxDimension.Of((int)depth.Coefficient));
        return new OnnxArray<OnnxColumn>([.. shape], call.Network.Vectors(call.Title, (int)depth.Coefficient).Columns(token.Moment));
    }

    /// <summary>The features of a value, if its last dimension is all of them.</summary>
    public static OnnxColumn[] Features(OnnxCall call, OnnxArray<OnnxColumn> value) =>
        value.Dimensions is [.., { HasNoAxis: true }] && value.Dimensions.SkipLast(1).All(dimension => dimension.HasOnlyAxes)
            ? value.Elements
            : throw call.Refuse($"the last dimension of {value.ShapeText} is not that of all features of a time step");

    private static float[]? Bias(OnnxCall call, int size)
    {
        float beta = call.Float("beta", 1);
        if (call.OptionalConstant(2, "the bias") is not OnnxArray<float> bias)
        {
            return null;
        }

        OnnxArray<float> row = bias.WithDimensions(bias.Dimensions is [{ Count: 1 }, OnnxDimension last] ? [last] : bias.Dimensions);
        if (OnnxPick.Expand(call.Scope, row, [OnnxDimension.Of(size)]) is not OnnxArray<float> expanded)
        {
            throw call.Refuse($"the bias is of shape {bias.ShapeText}, expected [{size}]");
        }

        float[] values = new float[size];
        TensorPrimitives.Multiply(expanded.Elements, beta, values);
        return values;
    }
}
