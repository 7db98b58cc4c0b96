using System.Numerics.Tensors;

namespace UnrolledRnn.Formats;

/// <summary>Sums, products and the like: of constants, of shapes, and of values with either.</summary>
internal static class OnnxArithmeticOperators
{
    private delegate void OfFloats(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> result);

    /// <summary>The sum of all inputs.</summary>
    public static OnnxValue Add(OnnxCall call)
    {
        OnnxValue sum = call.Input(0);
        for (int i = 1; i < call.InputCount; i++)
        {
            sum = Combine(
                call,
                sum,
                call.Input(i),
                TensorPrimitives.Add,
                (a, b) => Plus(a, b, 1),
                (columns, constant) => call.Network.Scale(call.Title, columns, OnnxFolding.Repeat(1, columns.Length), constant),
                (left, right) => call.Network.Sum(call.Title, left, right, 1));
        }

        return sum;
    }

    /// <summary>The first input less the second.</summary>
    public static OnnxValue Subtract(OnnxCall call)
    {
        if (call.Input(0) is OnnxArray<float> && call.Input(1) is OnnxArray<OnnxColumn>)
        {
            return Combine(call, call.Input(0), call.Input(1), null, null, (columns, constant) => call.Network.Scale(
                call.Title, columns, OnnxFolding.Repeat(-1, columns.Length), constant));
        }

        return Combine(
            call,
            call.Input(0),
            call.Input(1),
            TensorPrimitives.Subtract,
            (a, b) => Plus(a, b, -1),
            (columns, constant) => call.Network.Scale(
                call.Title, columns, OnnxFolding.Repeat(1, columns.Length), Array.ConvertAll(constant, value => -value)),
            (left, right) => call.Network.Sum(call.Title, left, right, -1));
    }

    /// <summary>The product of both inputs.</summary>
    public static OnnxValue Multiply(OnnxCall call) => Combine(
        call,
        call.Input(0),
        call.Input(1),
        TensorPrimitives.Multiply,
        (a, b) => a.Times(b),
        (columns, constant) => call.Network.Scale(call.Title, columns, constant, new float[columns.Length]),
        (left, right) => call.Network.Merge(left, right, DirectionMerge.Product));

    /// <summary>The first input over the second.</summary>
    public static OnnxValue Divide(OnnxCall call)
    {
        if (call.Input(0) is OnnxArray<float> && call.Input(1) is OnnxArray<OnnxColumn>)
        {
            throw call.Refuse("a constant is divided by values of the network");
        }

        return Combine(
            call,
            call.Input(0),
            call.Input(1),
            TensorPrimitives.Divide,
            (a, b) => a.Over(b) ?? OnnxExtent.Unknown,
            (columns, constant) => call.Network.Scale(
                call.Title, columns, Array.ConvertAll(constant, value => 1 / value), new float[columns.Length]));
    }

    /// <summary>The input with the other sign.</summary>
    public static OnnxValue Negate(OnnxCall call)
    {
        OnnxArray<OnnxColumn> value = call.Columns(0);
        return new OnnxArray<OnnxColumn>(
            value.Dimensions,
            call.Network.Scale(call.Title, value.Elements, OnnxFolding.Repeat(-1, value.Length), new float[value.Length]));
    }

    private static OnnxExtent Plus(OnnxExtent left, OnnxExtent right, int sign) =>
        left.IsNumber && right.IsNumber && Int128.Abs((Int128)left.Coefficient + ((Int128)right.Coefficient * sign)) < long.MaxValue
            ? new OnnxExtent(left.Coefficient + (right.Coefficient * sign))
            : OnnxExtent.Unknown;

    private static OnnxValue Combine(
        OnnxCall call,
        OnnxValue left,
        OnnxValue right,
        OfFloats? ofFloats,
        Func<OnnxExtent, OnnxExtent, OnnxExtent>? ofExtents,
        Func<OnnxColumn[], float[], OnnxColumn[]> withConstant,
        Func<OnnxColumn[], OnnxColumn[], OnnxColumn[]>? ofColumns = null)
    {
        switch (left, right)
        {
            case (OnnxArray<OnnxExtent>, OnnxArray<OnnxExtent>) when ofExtents is not null:
                (OnnxArray<OnnxExtent> a, OnnxArray<OnnxExtent> b) = OnnxShapeOperators.Together(call, left, right);
                return new OnnxArray<OnnxExtent>(a.Dimensions, [.. a.Elements.Zip(b.Elements, ofExtents)]);

            case (OnnxArray<float>, OnnxArray<float>) when ofFloats is not null:
                OnnxValue wide = OnnxPick.Expand(call.Scope, left, right.Dimensions) ?? left;
                OnnxValue other = OnnxPick.Expand(call.Scope, right, wide.Dimensions) ?? throw Unequal(call, left, right);
                float[] result = new float[wide.Length];
                ofFloats(((OnnxArray<float>)wide).Elements, ((OnnxArray<float>)other).Elements, result);
                return new OnnxArray<float>(wide.Dimensions, result);

            case (OnnxArray<OnnxColumn> columns, OnnxArray<float> constant):
                return WithConstant(call, columns, constant, withConstant);

            case (OnnxArray<float> constant, OnnxArray<OnnxColumn> columns):
                return WithConstant(call, columns, constant, withConstant);

            case (OnnxArray<OnnxColumn> x, OnnxArray<OnnxColumn> y) when ofColumns is not null:
                call.Scope.Spend((long)x.Length + y.Length, OnnxBudget.ColumnBytes);
                OnnxDimension[] shape = x.Dimensions.Length >= y.Dimensions.Length ? x.Dimensions : y.Dimensions;
                OnnxArray<OnnxColumn> first = Aligned(x, shape) ?? throw Unequal(call, x, y);
                OnnxArray<OnnxColumn> second = Aligned(y, shape) ?? throw Unequal(call, x, y);
                return new OnnxArray<OnnxColumn>(shape, ofColumns(first.Elements, second.Elements));

            default:
                throw (left as OnnxState ?? right as OnnxState) is OnnxState state
                    ? call.RefuseInput(state)
                    : call.Refuse("no layer here is made of this operator with such inputs");
        }
    }

    /// <summary>A value in a shape that differs from its own by dimensions of one element in front; null if it differs otherwise.</summary>
    private static OnnxArray<OnnxColumn>? Aligned(OnnxArray<OnnxColumn> value, OnnxDimension[] shape)
    {
        int added = shape.Length - value.Dimensions.Length;
        bool fits = Enumerable.Range(0, shape.Length)
            .All(i => (i < added ? OnnxDimension.One : value.Dimensions[i - added]).Equals(shape[i]));
        return fits ? value : null;
    }

    private static OnnxArray<OnnxColumn> WithConstant(
        OnnxCall call, OnnxArray<OnnxColumn> value, OnnxArray<float> constant, Func<OnnxColumn[], float[], OnnxColumn[]> apply)
    {
        call.Scope.Spend(value.Length, OnnxBudget.ColumnBytes);
        OnnxDimension[] own = constant.Dimensions;
        int extra = Math.Max(own.Length - value.Dimensions.Length, 0);
        bool isLonger = own[..extra].Any(dimension => dimension.Extent != OnnxExtent.One);
        constant = isLonger ? throw Unequal(call, value, constant) : constant.WithDimensions(own[extra..]);
        return OnnxPick.Expand(call.Scope, constant, value.Dimensions) is OnnxArray<float> expanded
            ? new OnnxArray<OnnxColumn>(value.Dimensions, apply(value.Elements, expanded.Elements))
            : throw Unequal(call, value, constant);
    }

    private static Serialization.ModelFormatException Unequal(OnnxCall call, OnnxValue left, OnnxValue right) =>
        call.Refuse($"values of shapes {left.ShapeText} and {right.ShapeText} are combined");
}
