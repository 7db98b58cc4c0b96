using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Conversion;

/// <summary>Layers in one way of writing: a dense layer with a function is one without, and the function behind it.</summary>
internal static class PlainLayers
{
    /// <summary>The layers of a model in that way.</summary>
    public static IReadOnlyList<ModelLayer> Of(ModelDescription model)
    {
        List<ModelLayer> layers = [];

        // Where the values of each layer of the model are now; those of the input are at 0.
        List<int> places = [0];
        foreach (ModelLayer layer in model.Layers)
        {
            switch (layer.Shape)
            {
                case DenseLayerShape dense when dense.Activation != LayerActivation.Identity:
                    layers.Add(layer with { Shape = dense with { Activation = LayerActivation.Identity } });
                    layers.Add(new ModelLayer(new ActivationLayerShape(dense.OutputSize, dense.Activation)));
                    break;
                case ActivationLayerShape { Activation: LayerActivation.Identity }:
                    break;
                case SkipLayerShape skip:
                    layers.Add(layer with { Shape = skip with { From = places[skip.From] } });
                    break;
                case ConcatLayerShape concat:
                    layers.Add(layer with { Shape = concat with { From = places[concat.From] } });
                    break;
                default:
                    layers.Add(layer);
                    break;
            }

            places.Add(layers.Count);
        }

        return layers;
    }
}
