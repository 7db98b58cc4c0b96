namespace UnrolledRnn.Generator.Tests.Onnx;

/// <summary>A function as ONNX's recurrent operators and nodes name it.</summary>
/// <param name="Name">The operator.</param>
/// <param name="Alpha">α, where the operator has one.</param>
/// <param name="Beta">β, where the operator has one.</param>
internal sealed record OnnxFunction(string Name, float? Alpha = null, float? Beta = null)
{
    public static OnnxFunction Of(LayerActivation function) => function switch
    {
        LayerActivation.LeakyRelu => new("LeakyRelu", 0.01f),
        LayerActivation.Elu => new("Elu", 1),
        LayerActivation.HardSigmoid => new("HardSigmoid", 1 / 6f, 0.5f),
        LayerActivation.LegacyHardSigmoid => new("HardSigmoid", 0.2f, 0.5f),
        _ => new(function.ToString()),
    };

    /// <summary>A function of a recurrent operator, which has another name for the identity; HardTanh is none of them.</summary>
    public static OnnxFunction OfCell(LayerActivation function) =>
        function == LayerActivation.Identity ? new("Affine", 1, 0) : Of(function);
}
