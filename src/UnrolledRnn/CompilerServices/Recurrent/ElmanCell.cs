using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The element-wise part of an Elman cell, h_t = f(a_t) with the function of the layer's options; sums and states share their memory.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ElmanCell
{
    /// <summary>h = f(a), in place.</summary>
    /// <param name="layer">The layer, with the sums of the step.</param>
    /// <param name="t">The step.</param>
    public static void Forward(RecurrentLayerTape layer, int t)
    {
        ArgumentNullException.ThrowIfNull(layer);
        Activation.Apply(layer.Options.CellActivation, layer.HiddenAfter(t));
    }

    /// <summary>∂L/∂a = ∂L/∂h ⊙ f'(a), in place, from h.</summary>
    /// <param name="layer">The layer, with ∂L/∂h of the step.</param>
    /// <param name="t">The step.</param>
    public static void Backward(RecurrentLayerTape layer, int t)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ActivationBackward.Apply(layer.Options.CellActivation, layer.HiddenAfter(t), layer.HiddenGradientsAfter(t));
    }
}
