using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>An Elman cell in training, h_t = f(a_t) with the function of the layer's options, from the sums a over x and h.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ElmanCell
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
    /// <param name="layer">The layer, with the gradients by h_t.</param>
    /// <param name="inputs">Those of the forward pass.</param>
    /// <param name="weights">Those of the forward pass.</param>
    /// <param name="gradients">Added to.</param>
    public static void Backward(
        TrainingTape tape, RecurrentLayerTape layer, RecurrentInputs inputs, RecurrentWeights weights, RecurrentGradients gradients) =>
        RecurrentBackward.Run<Cell>(tape, layer, inputs, weights, gradients);

    private readonly struct Cell : IRecurrentCell
    {
        public static void Forward(in RecurrentForward pass, int t, int start, int end) =>
            pass.Step<ForwardBlock<UsualFunctions>, ForwardBlock<DeclaredFunctions>>(t, start, end);

        public static void Backward(in RecurrentBackward pass, int t, int start, int end)
        {
            pass.Cells<BackwardBlock<UsualFunctions>, BackwardBlock<DeclaredFunctions>>(t, start, end);
            pass.ToPreviousHidden(t, start, end);
        }

        public static void AddHiddenGradients(in RecurrentBackward pass, int column, int columns) =>
            HiddenWeights.Add(pass, column, columns);
    }

    private readonly struct ForwardBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, BlockPlace place)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Store(TFunctions.Cell<TSimd, TVector>(at, TSimd.Load(ref at.Sums, place.Sum)), ref at.Hidden, place.Unit);
    }

    private readonly struct BackwardBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, BlockPlace place)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector gradient = TSimd.Load(ref at.HiddenGradient, place.Unit);
            TVector h = TSimd.Load(ref at.Hidden, place.Unit);
            TSimd.Store(TFunctions.CellDerivative<TSimd, TVector>(at, gradient, h), ref at.SumGradients, place.Gate);
        }
    }
}
