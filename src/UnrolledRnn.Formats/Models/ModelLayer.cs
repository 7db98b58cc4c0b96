namespace UnrolledRnn.Formats;

/// <summary>
/// A layer of a model: its sizes and functions, and its tensors by their names within the layer: <c>weight</c> and <c>bias</c> of a
/// dense layer, <c>weight</c> of an embedding, <c>weight_ih</c>, <c>weight_hh</c>, <c>bias_ih</c>, <c>bias_hh</c>,
/// <c>weight_hr</c>, <c>peephole</c>, <c>h_0</c> and <c>c_0</c> of a recurrent layer, those of the way back with
/// <c>_reverse</c> behind. Layouts and gate orders are PyTorch's; the peepholes' order is i, f, o.
/// </summary>
/// <param name="Shape">Sizes and functions.</param>
/// <param name="Tensors">The tensors by name.</param>
public sealed record ModelLayer(LayerShape Shape, IReadOnlyDictionary<string, ModelTensor> Tensors)
{
    private static readonly Dictionary<string, ModelTensor> s_none = [];

    /// <summary>A layer without tensors.</summary>
    /// <param name="shape">Sizes and functions.</param>
    public ModelLayer(LayerShape shape)
        : this(shape, s_none)
    {
    }
}
