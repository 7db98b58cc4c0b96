namespace UnrolledRnn.Formats;

/// <summary>How a class declares a model, which decides the names of its tensors in files.</summary>
/// <param name="IsAlike">
/// Whether <see cref="UnrolledRnnAttribute"/> declares all recurrent layers at once; else each layer is an attribute beside
/// <see cref="UnrolledNetworkAttribute"/>.
/// </param>
/// <param name="HasOutputLayer">Whether the last layer is the output layer, which is no attribute of its own.</param>
internal sealed record DeclarationForm(bool IsAlike, bool HasOutputLayer)
{
    /// <summary>The most recurrent layers that one attribute declares.</summary>
    private const int MaxAlike = 64;

    /// <summary>The form in which a model is declared.</summary>
    public static DeclarationForm Of(ModelDescription model) => Of([.. model.Layers.Select(layer => layer.Shape)]);

    /// <summary>The form in which layers are declared.</summary>
    public static DeclarationForm Of(IReadOnlyList<LayerShape> layers)
    {
        // One dense layer alone is an attribute: a network needs one.
        bool hasOutput = layers.Count > 1 && layers[^1] is DenseLayerShape;
        return new DeclarationForm(
            IsAlike: hasOutput && layers.Count - 1 <= MaxAlike && layers[^1] is DenseLayerShape { Bias: true, IsTied: false }
                && layers.SkipLast(1).All(layer => IsAs(layer, layers[0])),
            HasOutputLayer: hasOutput);
    }

    /// <summary>Whether a layer is as the first one, without an option that only a layer's own attribute has.</summary>
    private static bool IsAs(LayerShape layer, LayerShape first) =>
        layer is RecurrentLayerShape shape && first is RecurrentLayerShape model
        && shape == new RecurrentLayerShape(model.Cell, shape.InputSize, model.HiddenSize, shape.OutputSize)
        {
            Bidirectional = model.Bidirectional,
            CellActivation = CellFunctions.Default(model.Cell),
        };
}
