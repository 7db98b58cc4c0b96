namespace UnrolledRnn.Formats;

/// <summary>
/// Which of two attributes declares a model: <c>[UnrolledRnn]</c>, where its recurrent layers are alike and a dense layer follows, or
/// <c>[UnrolledNetwork]</c> with an attribute for each layer.
/// </summary>
internal static class DeclarationForm
{
    /// <summary>The most layers that one attribute declares.</summary>
    private const int MaxAlike = 64;

    /// <summary>Whether <c>[UnrolledRnn]</c> declares it.</summary>
    public static bool IsAlike(ModelDescription model)
    {
        if (model.Layers.Count is < 2 or > MaxAlike + 1
            || model.Layers[0].Shape is not RecurrentLayerShape first || OutputLayer(model) is not { IsTied: false })
        {
            return false;
        }

        return model.Layers.SkipLast(1).All(layer => layer.Shape is RecurrentLayerShape shape && shape == Plain(first, shape.InputSize));
    }

    /// <summary>
    /// The dense layer at the end, which is no attribute of its own; or null. A dense layer alone is an attribute: a network needs one.
    /// </summary>
    public static DenseLayerShape? OutputLayer(ModelDescription model) =>
        model.Layers.Count > 1 ? model.Layers[^1].Shape as DenseLayerShape : null;

    /// <summary>A layer as <c>[UnrolledRnn]</c> declares it, without options of its own.</summary>
    private static RecurrentLayerShape Plain(RecurrentLayerShape first, int inputSize) =>
        new(first.Cell, inputSize, first.HiddenSize, first.HiddenSize * (first.Bidirectional ? 2 : 1))
        {
            Bidirectional = first.Bidirectional, CellActivation = CellFunctions.Default(first.Cell),
        };
}
