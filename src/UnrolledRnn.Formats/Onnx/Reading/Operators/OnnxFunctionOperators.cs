namespace UnrolledRnn.Formats;

/// <summary>Functions of each value.</summary>
internal static class OnnxFunctionOperators
{
    private const float SixthTolerance = 1e-6f;

    /// <summary>A function with no parameters.</summary>
    public static OnnxValue Plain(OnnxCall call, LayerActivation function) => Apply(call, function);

    /// <summary>A function with parameters.</summary>
    public static OnnxValue Parametric(OnnxCall call)
    {
        string name = call.Node.Operator;
        (float alpha, float beta) = Defaults(name);
        alpha = call.Float("alpha", alpha);
        beta = name == "HardSigmoid" ? call.Float("beta", beta) : beta;
        return Apply(call, Of(name, alpha, beta)
            ?? throw call.Refuse(string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"no function here is {name} with alpha = {alpha} and beta = {beta}")));
    }

    /// <summary>Values within limits: two functions here do that.</summary>
    public static OnnxValue Clip(OnnxCall call)
    {
        float least = Limit("min", 1, float.NegativeInfinity);
        float most = Limit("max", 2, float.PositiveInfinity);
        return Apply(call, (least, most) switch
        {
            (-1, 1) => LayerActivation.HardTanh,
            (0, >= float.MaxValue) => LayerActivation.Relu,
            _ => throw call.Refuse(string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"values are limited to [{least}, {most}], expected [-1, 1]")),
        });

        float Limit(string name, int index, float otherwise) =>
            call.OptionalConstant(index, name) is OnnxArray<float> { Elements: [float limit, ..] } ? limit : call.Float(name, otherwise);
    }

    /// <summary>Softmax over all features of a time step.</summary>
    public static OnnxValue Softmax(OnnxCall call)
    {
        OnnxArray<OnnxColumn> value = call.Columns(0);
        const int FirstOfOneDimension = 13;
        int rank = value.Dimensions.Length;
        bool isFlat = call.Scope.OperatorSet < FirstOfOneDimension;
        int axis = call.Dimension(call.Integer("axis", isFlat ? 1 : -1), rank);
        int end = isFlat ? rank : axis + 1;
        bool isOfFeatures = Enumerable.Range(0, rank)
            .All(i => i >= axis && i < end ? value.Dimensions[i].HasNoAxis : value.Dimensions[i].HasOnlyAxes);
        return isOfFeatures
            ? Apply(call, LayerActivation.Softmax)
            : throw call.Refuse($"axis {axis} of {value.ShapeText} is not that of all features of a time step");
    }

    /// <summary>The function of a name, in any letters, and parameters; null if there is none here.</summary>
    public static LayerActivation? Of(string name, float alpha, float beta) => name.ToUpperInvariant() switch
    {
        "TANH" => LayerActivation.Tanh,
        "SIGMOID" => LayerActivation.Sigmoid,
        "RELU" => LayerActivation.Relu,
        "SOFTPLUS" => LayerActivation.Softplus,
        "LEAKYRELU" when alpha == 0.01f => LayerActivation.LeakyRelu,
        "ELU" when alpha == 1 => LayerActivation.Elu,
        "HARDSIGMOID" when alpha == 0.2f && beta == 0.5f => LayerActivation.LegacyHardSigmoid,
        "HARDSIGMOID" when Math.Abs(alpha - (1 / 6f)) < SixthTolerance && beta == 0.5f => LayerActivation.HardSigmoid,
        "AFFINE" when alpha == 1 && beta == 0 => LayerActivation.Identity,
        _ => null,
    };

    /// <summary>The parameters of a function that are not given.</summary>
    public static (float Alpha, float Beta) Defaults(string name) => name.ToUpperInvariant() switch
    {
        "LEAKYRELU" => (0.01f, 0),
        "HARDSIGMOID" => (0.2f, 0.5f),
        _ => (1, 0),
    };

    private static OnnxArray<OnnxColumn> Apply(OnnxCall call, LayerActivation function)
    {
        OnnxArray<OnnxColumn> value = call.Columns(0);
        return new OnnxArray<OnnxColumn>(value.Dimensions, call.Network.Function(call.Title, value.Elements, function));
    }
}
