namespace UnrolledRnn.Formats;

/// <summary>Functions as nodes, and as recurrent operators name them.</summary>
internal static class OnnxFunctionNodes
{
    /// <summary>Whether recurrent operators have a function.</summary>
    public static bool IsOfCell(LayerActivation function) => function is not (LayerActivation.Softmax or LayerActivation.HardTanh);

    /// <summary>The name of a function of a recurrent operator, and its parameters, where it has some.</summary>
    public static (string Name, float? Alpha, float? Beta) OfCell(LayerActivation function) =>
        function == LayerActivation.Identity ? ("Affine", 1, 0) : Of(function);

    /// <summary>Adds the node of a function, unless it is the identity.</summary>
    public static string Add(OnnxGraphBuilder graph, LayerActivation function, string input)
    {
        switch (function)
        {
            case LayerActivation.Identity:
                return input;
            case LayerActivation.Softmax:
                return graph.Node("Softmax", [input], OnnxMessages.Attribute("axis", -1L));
            case LayerActivation.HardTanh:
                return graph.Node("Clip", [input, graph.Tensor("least", [-1]), graph.Tensor("most", [1])]);
            default:
                (string name, float? alpha, float? beta) = Of(function);
                return graph.Node(
                    name,
                    [input],
                    [
                        .. alpha is float first ? (ProtobufMessage[])[OnnxMessages.Attribute("alpha", first)] : [],
                        .. beta is float second ? (ProtobufMessage[])[OnnxMessages.Attribute("beta", second)] : [],
                    ]);
        }
    }

    private static (string Name, float? Alpha, float? Beta) Of(LayerActivation function) => function switch
    {
        LayerActivation.LeakyRelu => ("LeakyRelu", 0.01f, null),
        LayerActivation.Elu => ("Elu", 1, null),
        LayerActivation.HardSigmoid => ("HardSigmoid", 1 / 6f, 0.5f),
        LayerActivation.LegacyHardSigmoid => ("HardSigmoid", 0.2f, 0.5f),
        _ => (function.ToString(), null, null),
    };
}
