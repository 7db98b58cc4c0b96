using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>The operators that are known here.</summary>
internal static class OnnxOperators
{
    private static readonly Dictionary<string, Func<OnnxCall, OnnxValue?[]>> s_operators = new(StringComparer.Ordinal)
    {
        ["Constant"] = Single(OnnxShapeOperators.Constant),
        ["ConstantOfShape"] = Single(OnnxShapeOperators.ConstantOfShape),
        ["ConstantFill"] = Single(OnnxShapeOperators.ConstantFill),
        ["Shape"] = Single(OnnxShapeOperators.Shape),
        ["Equal"] = Single(OnnxShapeOperators.Equal),
        ["Where"] = Single(OnnxShapeOperators.Where),

        ["Identity"] = Single(OnnxPlumbingOperators.Identity),
        ["Dropout"] = Single(OnnxPlumbingOperators.Dropout),
        ["Cast"] = Single(OnnxPlumbingOperators.Cast),
        ["Transpose"] = Single(OnnxPlumbingOperators.Transpose),
        ["Squeeze"] = Single(OnnxPlumbingOperators.Squeeze),
        ["Unsqueeze"] = Single(OnnxPlumbingOperators.Unsqueeze),
        ["Reshape"] = Single(OnnxPlumbingOperators.Reshape),
        ["Flatten"] = Single(OnnxPlumbingOperators.Flatten),
        ["Expand"] = Single(OnnxPlumbingOperators.Expand),
        ["Tile"] = Single(OnnxPlumbingOperators.Tile),
        ["Slice"] = Single(OnnxPartOperators.Slice),
        ["ReverseSequence"] = Single(OnnxPartOperators.ReverseSequence),
        ["Gather"] = Single(OnnxPartOperators.Gather),
        ["Concat"] = Single(OnnxPartOperators.Concat),
        ["Split"] = OnnxPartOperators.Split,

        ["Add"] = Single(OnnxArithmeticOperators.Add),
        ["Sum"] = Single(OnnxArithmeticOperators.Add),
        ["Sub"] = Single(OnnxArithmeticOperators.Subtract),
        ["Mul"] = Single(OnnxArithmeticOperators.Multiply),
        ["Div"] = Single(OnnxArithmeticOperators.Divide),
        ["Neg"] = Single(OnnxArithmeticOperators.Negate),
        ["ReduceSum"] = Single(call => OnnxReduction.Reduce(call, DirectionMerge.Sum)),
        ["ReduceMean"] = Single(call => OnnxReduction.Reduce(call, DirectionMerge.Mean)),
        ["ReduceProd"] = Single(call => OnnxReduction.Reduce(call, DirectionMerge.Product)),

        ["MatMul"] = Single(OnnxDenseOperators.MatMul),
        ["Gemm"] = Single(OnnxDenseOperators.Gemm),
        ["OneHot"] = Single(OnnxDenseOperators.OneHot),

        ["Tanh"] = Single(call => OnnxFunctionOperators.Plain(call, LayerActivation.Tanh)),
        ["Sigmoid"] = Single(call => OnnxFunctionOperators.Plain(call, LayerActivation.Sigmoid)),
        ["Relu"] = Single(call => OnnxFunctionOperators.Plain(call, LayerActivation.Relu)),
        ["Softplus"] = Single(call => OnnxFunctionOperators.Plain(call, LayerActivation.Softplus)),
        ["LeakyRelu"] = Single(OnnxFunctionOperators.Parametric),
        ["Elu"] = Single(OnnxFunctionOperators.Parametric),
        ["HardSigmoid"] = Single(OnnxFunctionOperators.Parametric),
        ["Clip"] = Single(OnnxFunctionOperators.Clip),
        ["Softmax"] = Single(OnnxFunctionOperators.Softmax),

        ["RNN"] = OnnxRecurrentOperators.Read,
        ["LSTM"] = OnnxRecurrentOperators.Read,
        ["GRU"] = OnnxRecurrentOperators.Read,
    };

    /// <summary>Operators that give parts of their input in another shape, so that what they make of a state is one.</summary>
    private static readonly HashSet<string> s_passStates = new(StringComparer.Ordinal)
    {
        "Identity", "Cast", "Transpose", "Squeeze", "Unsqueeze", "Reshape", "Flatten", "Expand", "Slice", "Gather", "Concat", "Split",
    };

    /// <summary>What a node gives.</summary>
    /// <exception cref="ModelFormatException">The node does something that no network here can.</exception>
    public static OnnxValue?[] Apply(OnnxCall call)
    {
        OnnxNode node = call.Node;
        if (!OnnxNode.IsOwnDomain(node.Domain))
        {
            throw call.Refuse($"it is an operator of '{node.Domain}', which is not known here");
        }

        if (!s_operators.TryGetValue(node.Operator, out Func<OnnxCall, OnnxValue?[]>? apply))
        {
            throw call.Refuse("no layer here is made of this operator");
        }

        int data = node.Operator == "Concat" ? call.InputCount : 1;
        if (s_passStates.Contains(node.Operator)
            && Enumerable.Range(0, data).Select(call.Optional).OfType<OnnxState>().FirstOrDefault() is OnnxState state)
        {
            return [.. node.Outputs.Select(_ => state)];
        }

        try
        {
            OnnxValue?[] outputs = apply(call);
            call.CheckAttributes();
            return outputs;
        }
        catch (OnnxRefusal refusal)
        {
            throw call.Refuse(refusal.Message);
        }
    }

    private static Func<OnnxCall, OnnxValue?[]> Single(Func<OnnxCall, OnnxValue> apply) => call => [apply(call)];
}
