namespace UnrolledRnn.Formats;

/// <summary>Operators that change the shape of a value, or nothing.</summary>
internal static class OnnxPlumbingOperators
{
    /// <summary>The input as it is.</summary>
    public static OnnxValue Identity(OnnxCall call) => call.Input(0);

    /// <summary>Outside of training, dropout does nothing.</summary>
    public static OnnxValue Dropout(OnnxCall call)
    {
        call.Attribute("ratio");
        call.Attribute("seed");
        return call.Optional(2) is null or OnnxArray<OnnxExtent> { Elements: [{ IsNumber: true, Coefficient: 0 }] }
            ? call.Input(0)
            : throw call.Refuse("training_mode is set");
    }

    /// <summary>The input in another type: floats stay floats, sizes sizes, tokens tokens.</summary>
    public static OnnxValue Cast(OnnxCall call)
    {
        var type = (OnnxDataType)call.Integer("to", 0);
        bool isFloat = type is OnnxDataType.Float or OnnxDataType.Double or OnnxDataType.Float16 or OnnxDataType.BFloat16;
        bool isInteger = type is OnnxDataType.Int32 or OnnxDataType.Int64 or OnnxDataType.Bool;
        call.Attribute("saturate");
        return call.Input(0) switch
        {
            OnnxArray<OnnxColumn> columns when isFloat && !Array.Exists(columns.Elements, IsToken) => columns,
            OnnxArray<OnnxColumn> columns when isInteger && Array.TrueForAll(columns.Elements, IsToken) => columns,

            // Some programs pass tokens as floats.
            OnnxArray<OnnxColumn> { Elements: [{ Source: OnnxVectors { Size: 1 } }] } columns when isInteger =>
                new OnnxArray<OnnxColumn>(columns.Dimensions, call.Network.Tokens(call.Title)),
            OnnxArray<float> constant when isFloat => constant,
            OnnxArray<OnnxExtent> extents when isInteger => extents,
            OnnxArray<float> constant when isInteger && Array.TrueForAll(constant.Elements, float.IsInteger) => new OnnxArray<OnnxExtent>(
                constant.Dimensions, Array.ConvertAll(constant.Elements, element => new OnnxExtent((long)element))),
            OnnxArray<OnnxExtent> extents when isFloat && Array.TrueForAll(extents.Elements, extent => extent.IsNumber) =>
                new OnnxArray<float>(extents.Dimensions, Array.ConvertAll(extents.Elements, extent => (float)extent.Coefficient)),
            _ => throw call.Refuse($"a conversion to the type {(int)type} is no part of a network here"),
        };

        static bool IsToken(OnnxColumn column) => column.Source is OnnxTokens;
    }

    /// <summary>Dimensions in another order.</summary>
    public static OnnxValue Transpose(OnnxCall call)
    {
        OnnxValue value = call.Input(0);
        int rank = value.Dimensions.Length;
        int[] order = call.Integers("perm") is IReadOnlyList<long> given
            ? [.. given.Select(axis => call.Dimension(axis, rank))]
            : [.. Enumerable.Range(0, rank).Reverse()];
        return order.Order().SequenceEqual(Enumerable.Range(0, rank))
            ? OnnxPick.Permute(call.Scope, value, order)
            : throw call.Refuse($"perm [{string.Join(", ", order)}] is no order of {rank} dimensions");
    }

    /// <summary>The input without dimensions of one element.</summary>
    public static OnnxValue Squeeze(OnnxCall call)
    {
        OnnxValue value = call.Input(0);
        List<OnnxDimension> shape = [.. value.Dimensions];
        if (call.Numbers("axes", 1) is not long[] axes)
        {
            shape.RemoveAll(dimension => dimension.Extent == OnnxExtent.One);
            return value.WithDimensions([.. shape]);
        }

        foreach (int axis in axes.Select(axis => call.Dimension(axis, value.Dimensions.Length)).Distinct().OrderDescending())
        {
            if (shape[axis].Extent != OnnxExtent.One)
            {
                throw call.Refuse($"dimension {axis} of {value.ShapeText} is removed, which has more than one element");
            }

            shape.RemoveAt(axis);
        }

        return value.WithDimensions([.. shape]);
    }

    /// <summary>The input with more dimensions of one element.</summary>
    public static OnnxValue Unsqueeze(OnnxCall call)
    {
        OnnxValue value = call.Input(0);
        long[] axes = call.Numbers("axes", 1) ?? throw call.Refuse("axes is missing");
        if (axes.Length > OnnxLimits.Dimensions)
        {
            throw call.Refuse($"{axes.Length} dimensions are added");
        }

        List<OnnxDimension> shape = [.. value.Dimensions];
        foreach (int axis in axes.Select(axis => call.Dimension(axis, value.Dimensions.Length + axes.Length)).Order())
        {
            shape.Insert(Math.Min(axis, shape.Count), OnnxDimension.One);
        }

        return value.WithDimensions([.. shape]);
    }

    /// <summary>The input with its dimensions split and joined.</summary>
    public static OnnxValue Reshape(OnnxCall call)
    {
        OnnxValue value = call.Input(0);
        OnnxExtent[] given = call.Extents("shape", 1) ?? throw call.Refuse("shape is missing");
        if (given.Length > OnnxLimits.Dimensions)
        {
            throw call.Refuse($"the shape has {given.Length} dimensions");
        }

        OnnxExtent[] target = [.. given];
        bool copies = call.Integer("allowzero", 0) == 0;
        int open = -1;
        OnnxExtent known = OnnxExtent.One;
        for (int i = 0; i < target.Length; i++)
        {
            if (target[i] == new OnnxExtent(-1) && open < 0)
            {
                open = i;
                continue;
            }

            if (target[i] == new OnnxExtent(0) && copies && i < value.Dimensions.Length)
            {
                target[i] = value.Dimensions[i].Extent;
            }

            known = known.Times(target[i]);
        }

        if (open >= 0)
        {
            target[open] = OnnxReshape.Product(value.Dimensions).Over(known) ?? OnnxExtent.Unknown;
        }

        return OnnxReshape.Of(value, target) is OnnxDimension[] shape
            ? value.WithDimensions(shape)
            : throw call.Refuse(
                $"a value of shape {value.ShapeText} is brought into the shape [{string.Join(", ", given)}], "
                + "which mixes time, sequences and features");
    }

    /// <summary>The input with two dimensions.</summary>
    public static OnnxValue Flatten(OnnxCall call)
    {
        OnnxValue value = call.Input(0);
        long given = call.Integer("axis", 1);
        int axis = given == value.Dimensions.Length ? (int)given : call.Dimension(given, value.Dimensions.Length);
        OnnxExtent[] target = [OnnxReshape.Product(value.Dimensions[..axis]), OnnxReshape.Product(value.Dimensions[axis..])];
        return value.WithDimensions(OnnxReshape.Of(value, target) ?? throw call.Refuse($"a value of shape {value.ShapeText} is made flat"));
    }

    /// <summary>The input repeated along dimensions of one element.</summary>
    public static OnnxValue Expand(OnnxCall call)
    {
        OnnxValue value = call.Input(0);
        OnnxExtent[] extents = [.. call.Extents(1)];
        if (extents.Length > OnnxLimits.Dimensions)
        {
            throw call.Refuse($"the shape has {extents.Length} dimensions");
        }

        // A dimension of one element in the shape leaves that of the value.
        int added = extents.Length - value.Dimensions.Length;
        OnnxDimension[] target = OnnxShapeOperators.Dimensions(call, extents);
        for (int i = Math.Max(added, 0); i < target.Length; i++)
        {
            OnnxDimension own = value.Dimensions[i - added];
            target[i] = extents[i] == OnnxExtent.One || extents[i] == own.Extent ? own : target[i];
        }

        return OnnxPick.Expand(call.Scope, value, target)
            ?? throw call.Refuse($"a value of shape {value.ShapeText} is expanded to [{string.Join(", ", extents)}]");
    }

    /// <summary>Repetitions of what has one element.</summary>
    public static OnnxValue Tile(OnnxCall call)
    {
        OnnxValue value = call.Input(0);
        OnnxExtent[] repeats = call.Extents(1);
        if (repeats.Length != value.Dimensions.Length)
        {
            throw call.Refuse($"{repeats.Length} numbers of repetitions are given for {value.Dimensions.Length} dimensions");
        }

        OnnxDimension[] target = OnnxShapeOperators.Dimensions(call, repeats);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = repeats[i] == OnnxExtent.One ? value.Dimensions[i] : target[i];
        }

        return OnnxPick.Expand(call.Scope, value, target)
            ?? throw call.Refuse($"a value of shape {value.ShapeText} is repeated [{string.Join(", ", repeats)}] times");
    }
}
