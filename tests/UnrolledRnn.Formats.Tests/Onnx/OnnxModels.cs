using UnrolledRnn.Formats.Tests.Support;

namespace UnrolledRnn.Formats.Tests.Onnx;

/// <summary>Models with every kind of layer that ONNX can hold, their tensors drawn.</summary>
internal static class OnnxModels
{
    private static readonly Dictionary<string, ModelDescription> s_models = new()
    {
        ["lstm"] = Model(2, [Lstm(2, 5), Dense(5, 3)]),
        ["lstm without bias"] = Model(2, [Lstm(2, 5) with { Bias = false }, Dense(5, 3) with { Bias = false }]),
        ["lstm with peepholes"] = Model(2, [Lstm(2, 5) with { Peepholes = true }]),
        ["lstm of other functions"] = Model(
            2, [Lstm(2, 5) with { GateActivation = LayerActivation.HardSigmoid, CellActivation = LayerActivation.Elu }]),
        ["lstm with peepholes both ways"] = Model(
            2, [Both(Lstm(2, 5) with { Peepholes = true }, DirectionMerge.Concatenate), Dense(10, 2)]),
        ["gru"] = Model(3, [Cell(RnnCell.Gru, 3, 4), Dense(4, 2)]),
        ["gru that resets before"] = Model(
            3, [Cell(RnnCell.GruResetBefore, 3, 4) with { GateActivation = LayerActivation.LegacyHardSigmoid }, Dense(4, 2)]),
        ["elman cells"] = Model(
            1,
            [
                Cell(RnnCell.Tanh, 1, 3),
                Cell(RnnCell.Relu, 3, 4) with { CellActivation = LayerActivation.Relu },
                Cell(RnnCell.Sigmoid, 4, 2) with { CellActivation = LayerActivation.Sigmoid },
                Cell(RnnCell.Tanh, 2, 3) with { CellActivation = LayerActivation.LeakyRelu },
                Cell(RnnCell.Tanh, 3, 2) with { CellActivation = LayerActivation.Identity },
            ]),
        ["sum of directions"] = Model(2, [Both(Cell(RnnCell.Gru, 2, 3), DirectionMerge.Sum), Dense(3, 1)]),
        ["mean of directions"] = Model(2, [Both(Lstm(2, 3), DirectionMerge.Mean), Dense(3, 1)], SequenceOutputs.LastStep),
        ["product of directions"] = Model(2, [Both(Lstm(2, 3), DirectionMerge.Product), Dense(3, 1)], SequenceOutputs.LastTimeStep),
        ["last step both ways"] = Model(
            2, [Both(Lstm(2, 3), DirectionMerge.Concatenate), new ConcatLayerShape(6, 8, 0), Dense(8, 2)], SequenceOutputs.LastStep),
        ["last step"] = Model(2, [Lstm(2, 3), new SkipLayerShape(3, 1, 0.5f), Dense(3, 2)], SequenceOutputs.LastStep),
        ["last time step"] = Model(2, [Lstm(2, 3), Dense(3, 2)], SequenceOutputs.LastTimeStep),
        ["two ways in a stack"] = Model(
            2, [Both(Lstm(2, 3), DirectionMerge.Concatenate), Both(Cell(RnnCell.Gru, 6, 2), DirectionMerge.Concatenate), Dense(4, 2)]),
        ["residual"] = Model(3, [Lstm(3, 4), Dense(4, 2)]) with { Residual = true },
        ["connections"] = Model(
            3,
            [
                Dense(3, 4) with { Activation = LayerActivation.Tanh },
                Lstm(4, 4),
                new SkipLayerShape(4, 1, 0.25f),
                new ConcatLayerShape(4, 8, 2),
                Cell(RnnCell.Gru, 8, 3),
                new SkipLayerShape(3, 0, 1),
                new ConcatLayerShape(3, 6, 0),
                Dense(6, 2) with { Activation = LayerActivation.Softmax },
            ]),
        ["functions"] = Model(
            2,
            [
                Lstm(2, 4),
                .. Enum.GetValues<LayerActivation>().Where(function => function != LayerActivation.Identity).SelectMany(
                    function => (LayerShape[])[new ActivationLayerShape(4, function), Dense(4, 4) with { Activation = function }]),
            ]),
        ["embedding"] = Model(7, [new EmbeddingLayerShape(7, 3), Lstm(3, 4), new ConcatLayerShape(4, 11, 0), Dense(11, 7)]),
        ["tied"] = Model(7, [new EmbeddingLayerShape(7, 3), Lstm(3, 3), Dense(3, 7) with { IsTied = true }]),
        ["initial states"] = WithInitialStates(Model(2, [Lstm(2, 3), Both(Cell(RnnCell.Gru, 3, 2), DirectionMerge.Sum), Dense(2, 1)])),
    };

    public static TheoryData<string> Names => [.. s_models.Keys];

    public static ModelDescription Of(string name) => s_models[name];

    /// <summary>A model with tensors that are drawn; without any initial state.</summary>
    public static ModelDescription Model(int inputSize, LayerShape[] layers, SequenceOutputs outputs = SequenceOutputs.EveryStep)
    {
        var random = new Random(7);
        return new ModelDescription
        {
            InputSize = inputSize,
            Layers = [.. layers.Select(layer => new ModelLayer(layer, Tensors(layer, random, LayerTensors.IsInitialState)))],
            Outputs = outputs,
        };
    }

    public static RecurrentLayerShape Lstm(int inputSize, int size) => Cell(RnnCell.Lstm, inputSize, size);

    private static ModelDescription WithInitialStates(ModelDescription model)
    {
        var random = new Random(8);
        return model with
        {
            Layers = [.. model.Layers.Select(layer => new ModelLayer(layer.Shape, Tensors(layer.Shape, random, _ => false)))],
        };
    }

    private static RecurrentLayerShape Cell(RnnCell cell, int inputSize, int size) => new(cell, inputSize, size, size);

    private static RecurrentLayerShape Both(RecurrentLayerShape shape, DirectionMerge merge) => shape with
    {
        Bidirectional = true,
        Merge = merge,
        OutputSize = merge == DirectionMerge.Concatenate ? 2 * shape.HiddenSize : shape.HiddenSize,
    };

    private static DenseLayerShape Dense(int inputSize, int size) => new(inputSize, size, LayerActivation.Identity);

    private static Dictionary<string, ModelTensor> Tensors(LayerShape layer, Random random, Func<string, bool> isLeftOut) =>
        LayerTensors.Of(layer).Where(need => !isLeftOut(need.Name)).ToDictionary(
            need => need.Name,
            need => new ModelTensor(RandomWeights.Values(random, need.Shape.Aggregate(1, (count, size) => count * size)), need.Shape));
}
