using System.ComponentModel;

namespace UnrolledRnn.Numerics;

/// <summary>The element-wise part of an Elman cell, h_t = g(a_t); sums and states share their memory.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ElmanCell
{
    /// <summary>h = tanh(a), in place.</summary>
    public static void ForwardTanh(RecurrentLayerTape layer, int t) => Activation.Tanh(Hidden(layer, t));

    /// <summary>h = sigmoid(a), in place.</summary>
    public static void ForwardSigmoid(RecurrentLayerTape layer, int t) => Activation.Sigmoid(Hidden(layer, t));

    /// <summary>h = max(a, 0), in place.</summary>
    public static void ForwardRelu(RecurrentLayerTape layer, int t) => Activation.Relu(Hidden(layer, t));

    /// <summary>∂L/∂a = ∂L/∂h ⊙ (1 - h²), in place.</summary>
    public static void BackwardTanh(RecurrentLayerTape layer, int t) => ActivationBackward.Tanh(Hidden(layer, t), layer.HiddenGradientsAfter(t));

    /// <summary>∂L/∂a = ∂L/∂h ⊙ h ⊙ (1 - h), in place.</summary>
    public static void BackwardSigmoid(RecurrentLayerTape layer, int t) => ActivationBackward.Sigmoid(Hidden(layer, t), layer.HiddenGradientsAfter(t));

    /// <summary>∂L/∂a = ∂L/∂h where h > 0, in place.</summary>
    public static void BackwardRelu(RecurrentLayerTape layer, int t) => ActivationBackward.Relu(Hidden(layer, t), layer.HiddenGradientsAfter(t));

    private static Span<float> Hidden(RecurrentLayerTape layer, int t)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.HiddenAfter(t);
    }
}
