using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace UnrolledRnn.Numerics;

/// <summary>
/// The element-wise part of an LSTM, gates in the order i, f, g, o:
/// i, f, o = sigmoid(a), g = tanh(a), c_t = f ⊙ c_{t-1} + i ⊙ g, h_t = o ⊙ tanh(c_t).
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LstmCell
{
    /// <summary>From the sums of a step, its gates in their place, c_t and h_t.</summary>
    public static void Forward(RecurrentLayerTape layer, int t)
    {
        ArgumentNullException.ThrowIfNull(layer);
        BlockLoop.Run<ForwardBlock>(layer, t);
    }

    /// <summary>One sequence outside of training: replaces h and c in place.</summary>
    public static void Step(ref float sums, ref float hidden, ref float cell, GateLayout layout)
    {
        var row = new BlockOperands { Sums = ref sums, HiddenBefore = ref hidden, Hidden = ref hidden, CellBefore = ref cell, Cell = ref cell };
        BlockLoop.Run<ForwardBlock>(row, layout);
    }

    /// <summary>From ∂L/∂h_t and ∂L/∂c_t, the gradients by the sums, and ∂L/∂c_{t-1}.</summary>
    public static void Backward(RecurrentLayerTape layer, int t)
    {
        ArgumentNullException.ThrowIfNull(layer);
        BlockLoop.Run<BackwardBlock>(layer, t);
    }

    private readonly struct ForwardBlock : IBlockOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, int lane)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector i = ActivationMath<TSimd, TVector>.Sigmoid(TSimd.Load(ref at.Sums, lane));
            TVector f = ActivationMath<TSimd, TVector>.Sigmoid(TSimd.Load(ref at.Sums, at.GateStride + lane));
            TVector g = ActivationMath<TSimd, TVector>.Tanh(TSimd.Load(ref at.Sums, (2 * at.GateStride) + lane));
            TVector o = ActivationMath<TSimd, TVector>.Sigmoid(TSimd.Load(ref at.Sums, (3 * at.GateStride) + lane));
            TVector c = TSimd.MultiplyAdd(f, TSimd.Load(ref at.CellBefore, lane), TSimd.Multiply(i, g));
            TVector h = TSimd.Multiply(o, ActivationMath<TSimd, TVector>.Tanh(c));
            TSimd.Store(i, ref at.Sums, lane);
            TSimd.Store(f, ref at.Sums, at.GateStride + lane);
            TSimd.Store(g, ref at.Sums, (2 * at.GateStride) + lane);
            TSimd.Store(o, ref at.Sums, (3 * at.GateStride) + lane);
            TSimd.Store(c, ref at.Cell, lane);
            TSimd.Store(h, ref at.Hidden, lane);
        }
    }

    private readonly struct BackwardBlock : IBlockOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, int lane)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector i = TSimd.Load(ref at.Sums, lane);
            TVector f = TSimd.Load(ref at.Sums, at.GateStride + lane);
            TVector g = TSimd.Load(ref at.Sums, (2 * at.GateStride) + lane);
            TVector o = TSimd.Load(ref at.Sums, (3 * at.GateStride) + lane);
            TVector tanhC = ActivationMath<TSimd, TVector>.Tanh(TSimd.Load(ref at.Cell, lane));
            TVector dh = TSimd.Load(ref at.HiddenGradient, lane);

            // ∂L/∂c_t gains what reaches it through h_t
            TVector dc = TSimd.Load(ref at.CellGradient, lane);
            dc = TSimd.Add(dc, Derivative.Tanh<TSimd, TVector>(TSimd.Multiply(dh, o), tanhC));

            TSimd.Store(Derivative.Sigmoid<TSimd, TVector>(TSimd.Multiply(dc, g), i), ref at.SumGradients, lane);
            TSimd.Store(Derivative.Sigmoid<TSimd, TVector>(TSimd.Multiply(dc, TSimd.Load(ref at.CellBefore, lane)), f), ref at.SumGradients, at.GateStride + lane);
            TSimd.Store(Derivative.Tanh<TSimd, TVector>(TSimd.Multiply(dc, i), g), ref at.SumGradients, (2 * at.GateStride) + lane);
            TSimd.Store(Derivative.Sigmoid<TSimd, TVector>(TSimd.Multiply(dh, tanhC), o), ref at.SumGradients, (3 * at.GateStride) + lane);
            TSimd.Store(TSimd.Multiply(dc, f), ref at.CellGradient, lane);
        }
    }
}
