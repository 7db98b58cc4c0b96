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
public static class GruResetBeforeCell
{
    /// <summary>From the sums over x and h, the gates r and z in place of the former, and r ⊙ h_{t-1}.</summary>
    public static void ForwardReset(RecurrentLayerTape layer, int t)
    {
        ArgumentNullException.ThrowIfNull(layer);
        BlockLoop.Run<ResetBlock<UsualFunctions>, ResetBlock<DeclaredFunctions>>(layer, t);
    }

    /// <summary>From the sums over r ⊙ h_{t-1}, the candidate n in place of its sums over x, and h_t.</summary>
    public static void ForwardCandidate(RecurrentLayerTape layer, int t)
    {
        ArgumentNullException.ThrowIfNull(layer);
        BlockLoop.Run<CandidateBlock<UsualFunctions>, CandidateBlock<DeclaredFunctions>>(layer, t);
    }

    /// <summary><see cref="ForwardReset"/> for one sequence outside of training.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StepReset(
        ref float sums, ref float hiddenSums, ref float hidden, ref float resetHidden, GateLayout layout, CellOptions? options = null)
    {
        options ??= CellOptions.Default;
        var row = new BlockOperands
        {
            GateFunction = options.GateActivation,
            CellFunction = options.CellActivation,
            CellClip = options.CellClip,
            Sums = ref sums,
            HiddenSums = ref hiddenSums,
            HiddenBefore = ref hidden,
            ResetHidden = ref resetHidden,
        };
        BlockLoop.Run<ResetBlock<UsualFunctions>, ResetBlock<DeclaredFunctions>>(row, layout, options);
    }

    /// <summary><see cref="ForwardCandidate"/> for one sequence outside of training: replaces h in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StepCandidate(ref float sums, ref float hiddenSums, ref float hidden, GateLayout layout, CellOptions? options = null)
    {
        options ??= CellOptions.Default;
        var row = new BlockOperands
        {
            GateFunction = options.GateActivation,
            CellFunction = options.CellActivation,
            CellClip = options.CellClip,
            Sums = ref sums,
            HiddenSums = ref hiddenSums,
            HiddenBefore = ref hidden,
            Hidden = ref hidden,
        };
        BlockLoop.Run<CandidateBlock<UsualFunctions>, CandidateBlock<DeclaredFunctions>>(row, layout, options);
    }

    /// <summary>From ∂L/∂h_t, the gradients by the sums of z and n, and those over r ⊙ h_{t-1}: 0, 0 and that of n.</summary>
    public static void BackwardCandidate(RecurrentLayerTape layer, int t)
    {
        ArgumentNullException.ThrowIfNull(layer);
        BlockLoop.Run<CandidateBackwardBlock<UsualFunctions>, CandidateBackwardBlock<DeclaredFunctions>>(layer, t);
    }

    /// <summary>From ∂L/∂(r ⊙ h_{t-1}), the gradient by the sums of r, and the sums over h: those of r and z, and 0.</summary>
    public static void BackwardReset(RecurrentLayerTape layer, int t)
    {
        ArgumentNullException.ThrowIfNull(layer);
        BlockLoop.Run<ResetBackwardBlock<UsualFunctions>, ResetBackwardBlock<DeclaredFunctions>>(layer, t);
    }

    private readonly struct ResetBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, int lane)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            int z0 = at.GateStride + lane;
            TVector r = TFunctions.Gate<TSimd, TVector>(at, TSimd.Add(TSimd.Load(ref at.Sums, lane), TSimd.Load(ref at.HiddenSums, lane)));
            TVector z = TFunctions.Gate<TSimd, TVector>(at, TSimd.Add(TSimd.Load(ref at.Sums, z0), TSimd.Load(ref at.HiddenSums, z0)));
            TSimd.Store(r, ref at.Sums, lane);
            TSimd.Store(z, ref at.Sums, z0);
            TSimd.Store(TSimd.Multiply(r, TSimd.Load(ref at.HiddenBefore, lane)), ref at.ResetHidden, lane);
        }
    }

    private readonly struct CandidateBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, int lane)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            int n0 = (2 * at.GateStride) + lane;
            TVector n = TFunctions.Cell<TSimd, TVector>(at, TSimd.Add(TSimd.Load(ref at.Sums, n0), TSimd.Load(ref at.HiddenSums, n0)));
            TVector z = TSimd.Load(ref at.Sums, at.GateStride + lane);
            TVector h = TSimd.MultiplyAdd(z, TSimd.Subtract(TSimd.Load(ref at.HiddenBefore, lane), n), n);
            TSimd.Store(n, ref at.Sums, n0);
            TSimd.Store(h, ref at.Hidden, lane);
        }
    }

    private readonly struct CandidateBackwardBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, int lane)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            int z0 = at.GateStride + lane;
            int n0 = (2 * at.GateStride) + lane;
            TVector z = TSimd.Load(ref at.Sums, z0);
            TVector n = TSimd.Load(ref at.Sums, n0);
            TVector dh = TSimd.Load(ref at.HiddenGradient, lane);
            TVector dn = TFunctions.CellDerivative<TSimd, TVector>(at, TSimd.Subtract(dh, TSimd.Multiply(dh, z)), n);
            TVector dz = TFunctions.GateDerivative<TSimd, TVector>(
                at, TSimd.Multiply(dh, TSimd.Subtract(TSimd.Load(ref at.HiddenBefore, lane), n)), z);
            TSimd.Store(dz, ref at.SumGradients, z0);
            TSimd.Store(dn, ref at.SumGradients, n0);
            TSimd.Store(TSimd.Create(0f), ref at.HiddenSumGradients, lane);
            TSimd.Store(TSimd.Create(0f), ref at.HiddenSumGradients, z0);
            TSimd.Store(dn, ref at.HiddenSumGradients, n0);
            TVector before = TSimd.Load(ref at.HiddenBeforeGradient, lane);
            TSimd.Store(TSimd.MultiplyAdd(dh, z, before), ref at.HiddenBeforeGradient, lane);
        }
    }

    private readonly struct ResetBackwardBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, int lane)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            int z0 = at.GateStride + lane;
            TVector r = TSimd.Load(ref at.Sums, lane);
            TVector gradient = TSimd.Load(ref at.ResetHiddenGradient, lane);
            TVector dr = TFunctions.GateDerivative<TSimd, TVector>(at, TSimd.Multiply(gradient, TSimd.Load(ref at.HiddenBefore, lane)), r);
            TSimd.Store(dr, ref at.SumGradients, lane);
            TSimd.Store(dr, ref at.HiddenSumGradients, lane);
            TSimd.Store(TSimd.Load(ref at.SumGradients, z0), ref at.HiddenSumGradients, z0);
            TSimd.Store(TSimd.Create(0f), ref at.HiddenSumGradients, (2 * at.GateStride) + lane);
            TVector before = TSimd.Load(ref at.HiddenBeforeGradient, lane);
            TSimd.Store(TSimd.MultiplyAdd(gradient, r, before), ref at.HiddenBeforeGradient, lane);
        }
    }
}
