namespace UnrolledRnn.Formats;

/// <summary>
/// Which of two attributes declares a model: <c>[UnrolledRnn]</c>, where its recurrent layers are alike and a dense layer follows, or
/// <c>[UnrolledNetwork]</c> with an attribute for each layer.
/// </summary>
internal static class DeclarationForm
{
    /// <summary>Whether <c>[UnrolledRnn]</c> declares it.</summary>
    public static bool IsAlike(ModelDescription model)
    {
        if (model.Layers.Count < 2 || model.Layers[0].Shape is not RecurrentLayerShape first || OutputLayer(model) is not { IsTied: false })
        {
            return false;
        }

        return model.Layers.SkipLast(1).All(layer => layer.Shape is RecurrentLayerShape shape && shape == Plain(first, shape.InputSize));
    }

    /// <summary>The dense layer at the end, or null.</summary>
    public static DenseLayerShape? OutputLayer(ModelDescription model) => model.Layers[^1].Shape as DenseLayerShape;

    /// <summary>A layer as <c>[UnrolledRnn]</c> declares it, without options of its own.</summary>
    private static RecurrentLayerShape Plain(RecurrentLayerShape first, int inputSize)
    {
        LayerActivation function = first.Cell switch
        {
            RnnCell.Relu => LayerActivation.Relu,
            RnnCell.Sigmoid => LayerActivation.Sigmoid,
            _ => LayerActivation.Tanh,
        };
        return new(first.Cell, inputSize, first.HiddenSize, first.HiddenSize * (first.Bidirectional ? 2 : 1))
        {
            Bidirectional = first.Bidirectional, CellActivation = function,
        };
    }
}
