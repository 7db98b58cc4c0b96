using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The element-wise part of a GRU, gates in the order r, z, n, from the sums a over x and s over h:
/// r, z = σ(a + s), n = g(a + r ⊙ s), h_t = (1 - z) ⊙ n + z ⊙ h_{t-1},
/// with the functions σ of the gates and g of the cell that the options name, sigmoid and tanh.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GruCell
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

    /// <summary>One sequence outside of training: replaces h in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(ref float sums, ref float hiddenSums, ref float hidden, GateLayout layout, CellOptions? options = null)
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
        BlockLoop.Run<ForwardBlock<UsualFunctions>, ForwardBlock<DeclaredFunctions>>(row, layout, options);
    }

    private readonly struct Cell : IRecurrentCell
    {
        public static void Forward(in RecurrentForward pass, int t, int start, int end) =>
            pass.Step<ForwardBlock<UsualFunctions>, ForwardBlock<DeclaredFunctions>>(t, start, end);

        public static void Backward(in RecurrentBackward pass, int t, int start, int end)
        {
            pass.Cells<BackwardBlock<UsualFunctions>, BackwardBlock<DeclaredFunctions>>(t, start, end);
            pass.ToPreviousHidden(t, start, end);
        }

        public static void AddHiddenGradients(in RecurrentBackward pass, int column, int columns)
        {
            HiddenWeights.Add(pass, column, columns);
            HiddenWeights.AddBias(pass, column, columns);
        }
    }

    private readonly struct ForwardBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, BlockPlace place)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            nint z0 = place.GateStride;
            nint n0 = 2 * place.GateStride;
            TVector r = TFunctions.Gate<TSimd, TVector>(
                at, TSimd.Add(TSimd.Load(ref at.Sums, place.Sum), TSimd.Load(ref at.HiddenSums, place.Sum)));
            TVector z = TFunctions.Gate<TSimd, TVector>(
                at, TSimd.Add(TSimd.Load(ref at.Sums, place.Sum + z0), TSimd.Load(ref at.HiddenSums, place.Sum + z0)));
            TVector candidate = TSimd.Load(ref at.HiddenSums, place.Sum + n0);
            TVector n = TFunctions.Cell<TSimd, TVector>(at, TSimd.MultiplyAdd(r, candidate, TSimd.Load(ref at.Sums, place.Sum + n0)));
            TVector h = TSimd.MultiplyAdd(z, TSimd.Subtract(TSimd.Load(ref at.HiddenBefore, place.Unit), n), n);
            TSimd.Store(r, ref at.Gates, place.Gate);
            TSimd.Store(z, ref at.Gates, place.Gate + z0);
            TSimd.Store(n, ref at.Gates, place.Gate + n0);
            TSimd.Store(h, ref at.Hidden, place.Unit);
            if (at.KeepsCandidateSums)
            {
                TSimd.Store(candidate, ref at.CandidateSums, place.Unit);
            }
        }
    }

    private readonly struct BackwardBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, BlockPlace place)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            nint z0 = place.GateStride;
            nint n0 = 2 * place.GateStride;
            TVector r = TSimd.Load(ref at.Gates, place.Gate);
            TVector z = TSimd.Load(ref at.Gates, place.Gate + z0);
            TVector n = TSimd.Load(ref at.Gates, place.Gate + n0);
            TVector dh = TSimd.Load(ref at.HiddenGradient, place.Unit);

            TVector dn = TFunctions.CellDerivative<TSimd, TVector>(at, TSimd.Subtract(dh, TSimd.Multiply(dh, z)), n);
            TVector dz = TFunctions.GateDerivative<TSimd, TVector>(
                at, TSimd.Multiply(dh, TSimd.Subtract(TSimd.Load(ref at.HiddenBefore, place.Unit), n)), z);
            TVector dr = TFunctions.GateDerivative<TSimd, TVector>(at, TSimd.Multiply(dn, TSimd.Load(ref at.CandidateSums, place.Unit)), r);

            TSimd.Store(dr, ref at.SumGradients, place.Gate);
            TSimd.Store(dz, ref at.SumGradients, place.Gate + z0);
            TSimd.Store(dn, ref at.SumGradients, place.Gate + n0);
            TSimd.Store(dr, ref at.HiddenSumGradients, place.Gate);
            TSimd.Store(dz, ref at.HiddenSumGradients, place.Gate + z0);
            TSimd.Store(TSimd.Multiply(dn, r), ref at.HiddenSumGradients, place.Gate + n0);
            TVector before = TSimd.Load(ref at.HiddenBeforeGradient, place.Unit);
            TSimd.Store(TSimd.MultiplyAdd(dh, z, before), ref at.HiddenBeforeGradient, place.Unit);
        }
    }
}
