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

    /// <summary>The gate g, which has none.</summary>
    internal const int Candidate = 2;

    /// <summary>The recorded forward pass through a layer.</summary>
    /// <param name="tape">The tape, for its threads and restarts.</param>
    /// <param name="layer">The layer, with the states before its first step.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="weights">Its parameters.</param>
    public static void Forward(TrainingTape tape, RecurrentLayerTape layer, RecurrentInputs inputs, RecurrentWeights weights)
    {
        CheckPeepholes(weights.Peepholes, layer.Layout);
        RecurrentForward.Run<Cell>(tape, layer, inputs, weights);
    }

    /// <summary>The backward pass through a layer.</summary>
    /// <param name="tape">The tape of the forward pass.</param>
    /// <param name="layer">The layer, with the gradients by its states.</param>
    /// <param name="inputs">Those of the forward pass.</param>
    /// <param name="weights">Those of the forward pass.</param>
    /// <param name="gradients">Added to.</param>
    public static void Backward(
        TrainingTape tape, RecurrentLayerTape layer, RecurrentInputs inputs, RecurrentWeights weights, RecurrentGradients gradients) =>
        RecurrentBackward.Run<Cell>(tape, layer, inputs, weights, gradients);

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
        var row = new BlockOperands(options)
        {
            HasPeepholes = !peepholes.IsEmpty,
            Peepholes = ref MemoryMarshal.GetReference(peepholes),
            Sums = ref sums,
            Gates = ref sums,
            Hidden = ref hidden,
            CellBefore = ref cell,
            Cell = ref cell,
        };
        BlockLoop.Run<ForwardBlock<UsualFunctions>, ForwardBlock<DeclaredFunctions>>(row, layout, options);
    }

    private readonly struct Cell : IRecurrentCell
    {
        public static void Forward(in RecurrentForward pass, int t, int start, int end)
        {
            pass.Step<ForwardBlock<UsualFunctions>, ForwardBlock<DeclaredFunctions>>(t, start, end);
            if (pass.Layer.IsProjected)
            {
                pass.Project(t, start, end);
            }
        }

        public static void Backward(in RecurrentBackward pass, int t, int start, int end)
        {
            if (pass.Layer.IsProjected)
            {
                pass.Unproject(t, start, end);
            }

            pass.Cells<BackwardBlock<UsualFunctions>, BackwardBlock<DeclaredFunctions>>(t, start, end);
            pass.ToPreviousHidden(t, start, end);
        }

        public static void AddHiddenGradients(in RecurrentBackward pass, int column, int columns)
        {
            HiddenWeights.Add(pass, column, columns);
            if (!pass.Gradients.Peepholes.IsEmpty)
            {
                HiddenWeights.AddPeepholes(pass, column, columns);
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
