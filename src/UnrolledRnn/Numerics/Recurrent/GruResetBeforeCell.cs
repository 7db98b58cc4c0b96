using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace UnrolledRnn.Numerics;

/// <summary>
/// The element-wise parts of a GRU that resets before its product, gates in the order r, z, n:
/// r, z = sigmoid(a + s) from the sums a over x and s over h; then n = tanh(a + s') from the sums s' over r ⊙ h_{t-1}, and
/// h_t = (1 - z) ⊙ n + z ⊙ h_{t-1}.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GruResetBeforeCell
{
    /// <summary>From the sums over x and h, the gates r and z in place of the former, and r ⊙ h_{t-1}.</summary>
    public static void ForwardReset(RecurrentLayerTape layer, int t)
    {
        ArgumentNullException.ThrowIfNull(layer);
        BlockLoop.Run<ResetBlock>(layer, t);
    }

    /// <summary>From the sums over r ⊙ h_{t-1}, the candidate n in place of its sums over x, and h_t.</summary>
    public static void ForwardCandidate(RecurrentLayerTape layer, int t)
    {
        ArgumentNullException.ThrowIfNull(layer);
        BlockLoop.Run<CandidateBlock>(layer, t);
    }

    /// <summary><see cref="ForwardReset"/> for one sequence outside of training.</summary>
    public static void StepReset(ref float sums, ref float hiddenSums, ref float hidden, ref float resetHidden, GateLayout layout)
    {
        var row = new BlockOperands { Sums = ref sums, HiddenSums = ref hiddenSums, HiddenBefore = ref hidden, ResetHidden = ref resetHidden };
        BlockLoop.Run<ResetBlock>(row, layout);
    }

    /// <summary><see cref="ForwardCandidate"/> for one sequence outside of training: replaces h in place.</summary>
    public static void StepCandidate(ref float sums, ref float hiddenSums, ref float hidden, GateLayout layout)
    {
        var row = new BlockOperands { Sums = ref sums, HiddenSums = ref hiddenSums, HiddenBefore = ref hidden, Hidden = ref hidden };
        BlockLoop.Run<CandidateBlock>(row, layout);
    }

    /// <summary>From ∂L/∂h_t, the gradients by the sums of z and n, and those over r ⊙ h_{t-1}: 0, 0 and that of n.</summary>
    public static void BackwardCandidate(RecurrentLayerTape layer, int t)
    {
        ArgumentNullException.ThrowIfNull(layer);
        BlockLoop.Run<CandidateBackwardBlock>(layer, t);
    }

    /// <summary>From ∂L/∂(r ⊙ h_{t-1}), the gradient by the sums of r, and the sums over h: those of r and z, and 0.</summary>
    public static void BackwardReset(RecurrentLayerTape layer, int t)
    {
        ArgumentNullException.ThrowIfNull(layer);
        BlockLoop.Run<ResetBackwardBlock>(layer, t);
    }

    private readonly struct ResetBlock : IBlockOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, int lane)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            int z0 = at.GateStride + lane;
            TVector r = ActivationMath<TSimd, TVector>.Sigmoid(TSimd.Add(TSimd.Load(ref at.Sums, lane), TSimd.Load(ref at.HiddenSums, lane)));
            TVector z = ActivationMath<TSimd, TVector>.Sigmoid(TSimd.Add(TSimd.Load(ref at.Sums, z0), TSimd.Load(ref at.HiddenSums, z0)));
            TSimd.Store(r, ref at.Sums, lane);
            TSimd.Store(z, ref at.Sums, z0);
            TSimd.Store(TSimd.Multiply(r, TSimd.Load(ref at.HiddenBefore, lane)), ref at.ResetHidden, lane);
        }
    }

    private readonly struct CandidateBlock : IBlockOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, int lane)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            int n0 = (2 * at.GateStride) + lane;
            TVector n = ActivationMath<TSimd, TVector>.Tanh(TSimd.Add(TSimd.Load(ref at.Sums, n0), TSimd.Load(ref at.HiddenSums, n0)));
            TVector z = TSimd.Load(ref at.Sums, at.GateStride + lane);
            TVector h = TSimd.MultiplyAdd(z, TSimd.Subtract(TSimd.Load(ref at.HiddenBefore, lane), n), n);
            TSimd.Store(n, ref at.Sums, n0);
            TSimd.Store(h, ref at.Hidden, lane);
        }
    }

    private readonly struct CandidateBackwardBlock : IBlockOperation
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
            TVector dn = Derivative.Tanh<TSimd, TVector>(TSimd.Subtract(dh, TSimd.Multiply(dh, z)), n);
            TVector dz = Derivative.Sigmoid<TSimd, TVector>(TSimd.Multiply(dh, TSimd.Subtract(TSimd.Load(ref at.HiddenBefore, lane), n)), z);
            TSimd.Store(dz, ref at.SumGradients, z0);
            TSimd.Store(dn, ref at.SumGradients, n0);
            TSimd.Store(TSimd.Create(0f), ref at.HiddenSumGradients, lane);
            TSimd.Store(TSimd.Create(0f), ref at.HiddenSumGradients, z0);
            TSimd.Store(dn, ref at.HiddenSumGradients, n0);
            TVector before = TSimd.Load(ref at.HiddenBeforeGradient, lane);
            TSimd.Store(TSimd.MultiplyAdd(dh, z, before), ref at.HiddenBeforeGradient, lane);
        }
    }

    private readonly struct ResetBackwardBlock : IBlockOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, int lane)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            int z0 = at.GateStride + lane;
            TVector r = TSimd.Load(ref at.Sums, lane);
            TVector gradient = TSimd.Load(ref at.ResetHiddenGradient, lane);
            TVector dr = Derivative.Sigmoid<TSimd, TVector>(TSimd.Multiply(gradient, TSimd.Load(ref at.HiddenBefore, lane)), r);
            TSimd.Store(dr, ref at.SumGradients, lane);
            TSimd.Store(dr, ref at.HiddenSumGradients, lane);
            TSimd.Store(TSimd.Load(ref at.SumGradients, z0), ref at.HiddenSumGradients, z0);
            TSimd.Store(TSimd.Create(0f), ref at.HiddenSumGradients, (2 * at.GateStride) + lane);
            TVector before = TSimd.Load(ref at.HiddenBeforeGradient, lane);
            TSimd.Store(TSimd.MultiplyAdd(gradient, r, before), ref at.HiddenBeforeGradient, lane);
        }
    }
}
