namespace UnrolledRnn;

/// <summary>
/// The names of cells and functions, as <see cref="Enum.ToString()"/> gives them: that looks them up by reflection, which takes a program
/// milliseconds when it does so first.
/// </summary>
internal static class Names
{
    public static string Name(this RnnCell cell) => cell switch
    {
        RnnCell.Tanh => nameof(RnnCell.Tanh),
        RnnCell.Relu => nameof(RnnCell.Relu),
        RnnCell.Sigmoid => nameof(RnnCell.Sigmoid),
        RnnCell.Lstm => nameof(RnnCell.Lstm),
        RnnCell.Gru => nameof(RnnCell.Gru),
        RnnCell.GruResetBefore => nameof(RnnCell.GruResetBefore),
        _ => cell.ToString(),
    };

    public static string Name(this LayerActivation activation) => activation switch
    {
        LayerActivation.Identity => nameof(LayerActivation.Identity),
        LayerActivation.Tanh => nameof(LayerActivation.Tanh),
        LayerActivation.Sigmoid => nameof(LayerActivation.Sigmoid),
        LayerActivation.Relu => nameof(LayerActivation.Relu),
        LayerActivation.Softmax => nameof(LayerActivation.Softmax),
        LayerActivation.LeakyRelu => nameof(LayerActivation.LeakyRelu),
        LayerActivation.Elu => nameof(LayerActivation.Elu),
        LayerActivation.Softplus => nameof(LayerActivation.Softplus),
        LayerActivation.HardSigmoid => nameof(LayerActivation.HardSigmoid),
        LayerActivation.LegacyHardSigmoid => nameof(LayerActivation.LegacyHardSigmoid),
        LayerActivation.HardTanh => nameof(LayerActivation.HardTanh),
        _ => activation.ToString(),
    };
}
