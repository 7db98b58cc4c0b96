namespace UnrolledRnn.CompilerServices;

/// <summary>The gradients by W_hh and by the bias beside it, from a stretch of steps.</summary>
internal static class HiddenWeights
{
    /// <summary>∂L/∂W_hh += Σ ∂L/∂s_t h_{t-1}ᵀ</summary>
    public static void Add(in RecurrentBackward pass, RecurrentGradients gradients) =>
        MatrixProduct.AccumulateTransposed(
            pass.Layer.PreviousHidden(pass.StretchStart, pass.StretchSteps), pass.HiddenSumGradients, gradients.Hidden, pass.Tape.Workers);

    /// <summary>∂L/∂b_hn += Σ ∂L/∂s_t in the rows of n, the last of three gates.</summary>
    public static void AddBias(in RecurrentBackward pass, RecurrentGradients gradients)
    {
        if (gradients.HiddenBias.IsEmpty)
        {
            return;
        }

        MatrixOperations.AccumulateRows(pass.HiddenSumGradients, gradients.HiddenBias);
        Matrix bias = new(gradients.HiddenBias, 1, pass.Layer.Layout.Stride);
        GateMatrix.Clear(bias, pass.Layer.Layout, gate: 0);
        GateMatrix.Clear(bias, pass.Layer.Layout, gate: 1);
    }
}
