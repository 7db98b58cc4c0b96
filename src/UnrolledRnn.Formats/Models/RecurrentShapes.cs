namespace UnrolledRnn.Formats;

/// <summary>One way to write each recurrent layer, so that equal layers compare as equal.</summary>
internal static class RecurrentShapes
{
    /// <summary>
    /// A model whose Elman layers name their function as generated classes do: by the cell where there is one of the name.
    /// </summary>
    public static ModelDescription Normalize(ModelDescription model) =>
        model with { Layers = [.. model.Layers.Select(layer => layer with { Shape = Normalize(layer.Shape) })] };

    private static LayerShape Normalize(LayerShape shape) => shape is RecurrentLayerShape recurrent
        ? recurrent.Cell switch
        {
            RnnCell.Relu or RnnCell.Sigmoid or RnnCell.Tanh => Elman(recurrent),
            _ => recurrent,
        }
        : shape;

    private static RecurrentLayerShape Elman(RecurrentLayerShape shape)
    {
        LayerActivation function = (shape.Cell, shape.CellActivation) switch
        {
            (RnnCell.Relu, LayerActivation.Tanh) => LayerActivation.Relu,
            (RnnCell.Sigmoid, LayerActivation.Tanh) => LayerActivation.Sigmoid,
            (_, LayerActivation other) => other,
        };
        return shape with
        {
            CellActivation = function,
            Cell = function switch { LayerActivation.Relu => RnnCell.Relu, LayerActivation.Sigmoid => RnnCell.Sigmoid, _ => RnnCell.Tanh },
        };
    }
}
