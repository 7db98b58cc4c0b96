using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The element-wise part of an LSTM, gates in the order i, f, g, o, from the sums a:
/// i, f = σ(a + p ⊙ c_{t-1}), g = γ(a), c_t = f ⊙ c_{t-1} + i ⊙ g, limited to ±clip, o = σ(a + p ⊙ c_t), h_t = o ⊙ γ(c_t),
/// with the functions σ of the gates and γ of the cell that the options name, sigmoid and tanh, and peepholes p where there
/// are any. Where the layer is projected, m_t = o ⊙ γ(c_t) takes the place of h_t, and whoever calls multiplies by W_hr.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class LstmCell
{
    /// <summary>Gates that have peepholes: i, f and o, in this order in a row of them.</summary>
    internal const int PeepholeGates = 3;

    /// <summary>From the sums of a step, its gates in their place, c_t, and h_t or, projected, m_t.</summary>
    /// <param name="layer">The layer, with the sums of the step.</param>
    /// <param name="t">The step.</param>
    /// <param name="peepholes">A row of the gates i, f and o, padding 0; or empty.</param>
    /// <exception cref="ArgumentException">There are peepholes, but not a row.</exception>
    public static void Forward(RecurrentLayerTape layer, int t, ReadOnlySpan<float> peepholes = default)
    {
        ArgumentNullException.ThrowIfNull(layer);
        CheckPeepholes(peepholes, layer.Layout);
        BlockLoop.Run<ForwardBlock<UsualFunctions>, ForwardBlock<DeclaredFunctions>>(layer, t, peepholes);
    }

    /// <summary>One sequence outside of training: replaces c in place, and h or, projected, sets m.</summary>
    /// <param name="sums">A row of sums, replaced by the gates.</param>
    /// <param name="hidden">Where h goes, or m if the layer is projected; it is not read.</param>
    /// <param name="cell">c.</param>
    /// <param name="layout">The gates.</param>
    /// <param name="options">What the layer declares; null for <see cref="CellOptions.Default"/>.</param>
    /// <param name="peepholes">A row of the gates i, f and o, padding 0; or empty.</param>
    /// <exception cref="ArgumentException">There are peepholes, but not a row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(
        ref float sums, ref float hidden, ref float cell, GateLayout layout, CellOptions? options = null,
        ReadOnlySpan<float> peepholes = default)
    {
        CheckPeepholes(peepholes, layout);
        options ??= CellOptions.Default;
        var row = new BlockOperands
        {
            GateFunction = options.GateActivation,
            CellFunction = options.CellActivation,
            CellClip = options.CellClip,
            HasPeepholes = !peepholes.IsEmpty,
            Peepholes = ref MemoryMarshal.GetReference(peepholes),
            Sums = ref sums,
            Hidden = ref hidden,
            CellBefore = ref cell,
            Cell = ref cell,
        };
        BlockLoop.Run<ForwardBlock<UsualFunctions>, ForwardBlock<DeclaredFunctions>>(row, layout, options);
    }

    /// <summary>From ∂L/∂h_t, or ∂L/∂m_t if the layer is projected, and ∂L/∂c_t, the gradients by the sums, and ∂L/∂c_{t-1}.</summary>
    /// <param name="layer">The layer, with the gates of the step and the gradients by its results.</param>
    /// <param name="t">The step.</param>
    /// <param name="peepholes">Those of the forward pass.</param>
    /// <exception cref="ArgumentException">There are peepholes, but not a row.</exception>
    public static void Backward(RecurrentLayerTape layer, int t, ReadOnlySpan<float> peepholes = default)
    {
        ArgumentNullException.ThrowIfNull(layer);
        CheckPeepholes(peepholes, layer.Layout);
        BlockLoop.Run<BackwardBlock<UsualFunctions>, BackwardBlock<DeclaredFunctions>>(layer, t, peepholes);
    }

    /// <summary>
    /// Adds the gradients by the peepholes, over all steps and sequences: Σ ∂L/∂a_i ⊙ c_{t-1}, Σ ∂L/∂a_f ⊙ c_{t-1}, Σ ∂L/∂a_o ⊙ c_t.
    /// </summary>
    /// <param name="layer">The layer, with the gradients by the sums of all steps.</param>
    /// <param name="gradients">A row of the gates i, f and o, added to; its padding is set to 0.</param>
    /// <exception cref="ArgumentException">The gradients are not a row.</exception>
    public static void AccumulatePeepholes(RecurrentLayerTape layer, Span<float> gradients)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var layout = new GateLayout(layer.Layout.HiddenSize, PeepholeGates);
        Throw.IfLengthDiffers(gradients.Length, layout.Stride, nameof(gradients));
        for (int t = 0; t < layer.Steps; t++)
        {
            BlockLoop.Run<PeepholeBlock>(layer, t, ref MemoryMarshal.GetReference(gradients));
        }

        // Of a pass that was not finite, padding may have gathered a NaN, which must not outlast it.
        int end = layout.WideUnits + (layout.HasNarrowBlock ? GateLayout.NarrowBlock : 0);
        for (int unit = layout.HiddenSize; unit < end; unit++)
        {
            for (int gate = 0; gate < PeepholeGates; gate++)
            {
                gradients[layout.IndexOf(gate, unit)] = 0;
            }
        }
    }

    private static void CheckPeepholes(ReadOnlySpan<float> peepholes, GateLayout layout)
    {
        if (!peepholes.IsEmpty)
        {
            Throw.IfLengthDiffers(peepholes.Length, new GateLayout(layout.HiddenSize, PeepholeGates).Stride, nameof(peepholes));
        }
    }
}
