namespace UnrolledRnn.Formats;

/// <summary>Operators that make constants, and calculate shapes.</summary>
internal static class OnnxShapeOperators
{
    /// <summary>A tensor of the file as a value.</summary>
    public static OnnxValue Load(OnnxTensor tensor)
    {
        if (Array.IndexOf(tensor.Shape, 0) >= 0)
        {
            throw tensor.Problem("it has no elements");
        }

        OnnxDimension[] shape = Array.ConvertAll(tensor.Shape, OnnxDimension.Of);
        return tensor.IsInteger
            ? new OnnxArray<OnnxExtent>(shape, Array.ConvertAll(OnnxTensorElements.Integers(tensor), number => new OnnxExtent(number)))
            : new OnnxArray<float>(shape, OnnxTensorElements.Floats(tensor));
    }

    /// <summary>The value of an attribute.</summary>
    public static OnnxValue Constant(OnnxCall call)
    {
        if (call.Attribute("value")?.Tensor is OnnxTensor tensor)
        {
            return Load(tensor with { Name = call.Node.Outputs is [string name, ..] ? name : "" });
        }

        if (call.Attribute("value_float")?.Float is float number)
        {
            return new OnnxArray<float>([], [number]);
        }

        if (call.Attribute("value_int")?.Integer is long integer)
        {
            return new OnnxArray<OnnxExtent>([], [new OnnxExtent(integer)]);
        }

        if (call.Attribute("value_floats")?.Floats is [_, ..] floats)
        {
            return new OnnxArray<float>([OnnxDimension.Of(floats.Count)], [.. floats]);
        }

        return call.Attribute("value_ints")?.Integers is [_, ..] integers
            ? new OnnxArray<OnnxExtent>([OnnxDimension.Of(integers.Count)], [.. integers.Select(value => new OnnxExtent(value))])
            : throw call.Refuse("its value is missing, or of a kind that is not known here");
    }

    /// <summary>One number for all elements of a shape.</summary>
    public static OnnxValue ConstantOfShape(OnnxCall call) => Fill(
        call,
        call.Attribute("value")?.Tensor is OnnxTensor tensor ? Load(tensor) : new OnnxArray<float>([OnnxDimension.One], [0]),
        call.Extents(0));

    /// <summary>An operator of early exporters that was never a part of ONNX.</summary>
    public static OnnxValue ConstantFill(OnnxCall call)
    {
        if (call.Integer("input_as_shape", 0) != 1 || call.Integer("dtype", 1) != 1)
        {
            throw call.Refuse("expected input_as_shape = 1 and dtype = 1");
        }

        return Fill(call, new OnnxArray<float>([], [call.Float("value", 0)]), call.Extents(0));
    }

    /// <summary>The sizes of the input's dimensions.</summary>
    public static OnnxValue Shape(OnnxCall call)
    {
        OnnxDimension[] dimensions = call.Input(0) is OnnxState state
            ? throw call.Refuse($"the shape of the input '{state.Name}' is used, which is not the sequence")
            : call.Input(0).Dimensions;
        int start = (int)Math.Clamp(FromEnd(call.Integer("start", 0)), 0, dimensions.Length);
        int end = (int)Math.Clamp(FromEnd(call.Integer("end", dimensions.Length)), start, dimensions.Length);
        OnnxExtent[] extents = [.. dimensions[start..end].Select(dimension => dimension.Extent)];
        return extents.Length > 0
            ? new OnnxArray<OnnxExtent>([OnnxDimension.Of(extents.Length)], extents)
            : throw call.Refuse("the shape has no dimensions");

        long FromEnd(long position) => position < 0 ? position + dimensions.Length : position;
    }

    /// <summary>1 where two sizes are equal, else 0.</summary>
    public static OnnxValue Equal(OnnxCall call)
    {
        (OnnxArray<OnnxExtent> left, OnnxArray<OnnxExtent> right) = Together(call, call.Input(0), call.Input(1));
        return new OnnxArray<OnnxExtent>(
            left.Dimensions, [.. left.Elements.Zip(right.Elements, (a, b) => new OnnxExtent(a == b && a != OnnxExtent.Unknown ? 1 : 0))]);
    }

    /// <summary>Sizes from two shapes, as a third one says.</summary>
    public static OnnxValue Where(OnnxCall call)
    {
        (OnnxArray<OnnxExtent> condition, OnnxArray<OnnxExtent> then) = Together(call, call.Input(0), call.Input(1));
        (condition, OnnxArray<OnnxExtent> otherwise) = Together(call, call.Input(0), call.Input(2));
        return condition.Length == then.Length
            ? new OnnxArray<OnnxExtent>(
                condition.Dimensions,
                [.. condition.Elements.Select((element, i) => element.Coefficient != 0 ? then.Elements[i] : otherwise.Elements[i])])
            : throw call.Refuse("its inputs are of different shapes");
    }

    /// <summary>Two shapes, one of which may be one number for all.</summary>
    public static (OnnxArray<OnnxExtent> Left, OnnxArray<OnnxExtent> Right) Together(OnnxCall call, OnnxValue first, OnnxValue second)
    {
        if (first is not OnnxArray<OnnxExtent> left || second is not OnnxArray<OnnxExtent> right)
        {
            throw call.Refuse("it calculates with something else than shapes");
        }

        return (OnnxPick.Expand(call.Scope, left, right.Dimensions), OnnxPick.Expand(call.Scope, right, left.Dimensions)) switch
        {
            (OnnxArray<OnnxExtent> wide, _) => (wide, right),
            (_, OnnxArray<OnnxExtent> wide) => (left, wide),
            _ => throw call.Refuse($"shapes {left.ShapeText} and {right.ShapeText} do not fit each other"),
        };
    }

    /// <summary>The dimensions that extents stand for: axes, or numbers of values.</summary>
    public static OnnxDimension[] Dimensions(OnnxCall call, OnnxExtent[] extents) => Array.ConvertAll(extents, extent =>
        extent.IsCount ? OnnxDimension.Of((int)extent.Coefficient)
        : call.Scope.Axes.Of(extent) is OnnxAxis axis ? OnnxDimension.Of(axis)
        : throw call.Refuse($"{extent} is no size of a dimension"));

    private static OnnxValue Fill(OnnxCall call, OnnxValue value, OnnxExtent[] extents) =>
        value.Length == 1 && OnnxPick.Expand(call.Scope, value.WithDimensions([]), Dimensions(call, extents)) is OnnxValue filled
            ? filled
            : throw call.Refuse("expected one value for all elements");
}
