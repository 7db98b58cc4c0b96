using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The element-wise parts of a GRU that resets before its product, gates in the order r, z, n:
/// r, z = σ(a + s) from the sums a over x and s over h; then n = g(a + s') from the sums s' over r ⊙ h_{t-1}, and
/// h_t = (1 - z) ⊙ n + z ⊙ h_{t-1},
/// with the functions σ of the gates and g of the cell that the options name, sigmoid and tanh.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class GruResetBeforeCell
{
    /// <summary>The recorded forward pass through a layer.</summary>
    /// <param name="tape">The tape, for its threads and restarts.</param>
    /// <param name="layer">The layer, with the states before its first step.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="weights">Its parameters.</param>
    public static void Forward(TrainingTape tape, RecurrentLayerTape layer, RecurrentInputs inputs, RecurrentWeights weights) =>
        RecurrentForward.Run<Cell>(tape, layer, inputs, weights);

    /// <summary>The backward pass through a layer.</summary>
    /// <param name="tape">The tape of the forward pass.</param>
    /// <param name="layer">The layer, with the gradients by its states.</param>
    /// <param name="inputs">Those of the forward pass.</param>
    /// <param name="weights">Those of the forward pass.</param>
    /// <param name="gradients">Added to.</param>
    public static void Backward(
        TrainingTape tape, RecurrentLayerTape layer, RecurrentInputs inputs, RecurrentWeights weights, RecurrentGradients gradients) =>
        RecurrentBackward.Run<Cell>(tape, layer, inputs, weights, gradients);

    /// <summary>The gates r and z of one sequence outside of training, and r ⊙ h.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StepReset(
        ref float sums, ref float hiddenSums, ref float hidden, ref float resetHidden, GateLayout layout, CellOptions? options = null)
    {
        options ??= CellOptions.Default;
        var row = new BlockOperands(options)
        {
            Sums = ref sums,
            Gates = ref sums,
            HiddenSums = ref hiddenSums,
            HiddenBefore = ref hidden,
            ResetHidden = ref resetHidden,
        };
        BlockLoop.Run<ResetBlock<UsualFunctions>, ResetBlock<DeclaredFunctions>>(row, layout, options);
    }

    /// <summary>The candidate of one sequence outside of training: replaces h in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StepCandidate(ref float sums, ref float hiddenSums, ref float hidden, GateLayout layout, CellOptions? options = null)
    {
        options ??= CellOptions.Default;
        var row = new BlockOperands(options)
        {
            Sums = ref sums,
            Gates = ref sums,
            HiddenSums = ref hiddenSums,
            HiddenBefore = ref hidden,
            Hidden = ref hidden,
        };
        BlockLoop.Run<CandidateBlock<UsualFunctions>, CandidateBlock<DeclaredFunctions>>(row, layout, options);
    }

    private readonly struct Cell : IRecurrentCell
    {
        public static void Forward(in RecurrentForward pass, int t, int start, int end) =>
            pass.StepInTwoParts<
                ResetBlock<UsualFunctions>, ResetBlock<DeclaredFunctions>,
                CandidateBlock<UsualFunctions>, CandidateBlock<DeclaredFunctions>>(
                t, start, end);

        public static void Backward(in RecurrentBackward pass, int t, int start, int end)
        {
            // z and n; ∂L/∂(r ⊙ h_{t-1}) = W_hnᵀ ∂L/∂a_n
            pass.Cells<CandidateBackwardBlock<UsualFunctions>, CandidateBackwardBlock<DeclaredFunctions>>(t, start, end);
            Matrix resetHidden = pass.Layer.ResetHiddenGradients.RowRange(start, end - start);
            MatrixOperations.ClearColumns(resetHidden, from: 0);
            PackedProduct.Accumulate(pass.HiddenSumGradients.RowRange(start, end - start), pass.TransposedHiddenPanels, resetHidden);

            // r, and what goes through r and z to h_{t-1}
            pass.Cells<ResetBackwardBlock<UsualFunctions>, ResetBackwardBlock<DeclaredFunctions>>(t, start, end);
            pass.ToPreviousHidden(t, start, end);
        }

        public static void AddHiddenGradients(in RecurrentBackward pass, int column, int columns)
        {
            // Σ ∂L/∂a_t h_{t-1}ᵀ in the rows of r and z, Σ ∂L/∂a_t (r ⊙ h_{t-1})ᵀ in those of n
            HiddenWeights.Add(pass, column, columns);
            HiddenWeights.AddReset(pass, column, columns);
        }
    }
}
