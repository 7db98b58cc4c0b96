using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <content>The cell on one vector of units.</content>
public static partial class LstmCell
{
    private readonly struct ForwardBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, int lane)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            int f0 = at.GateStride + lane;
            int g0 = (2 * at.GateStride) + lane;
            int o0 = (3 * at.GateStride) + lane;
            TVector before = TSimd.Load(ref at.CellBefore, lane);
            TVector i = TSimd.Load(ref at.Sums, lane);
            TVector f = TSimd.Load(ref at.Sums, f0);
            TVector o = TSimd.Load(ref at.Sums, o0);
            if (at.HasPeepholes)
            {
                i = TSimd.MultiplyAdd(TSimd.Load(ref at.Peepholes, lane), before, i);
                f = TSimd.MultiplyAdd(TSimd.Load(ref at.Peepholes, f0), before, f);
            }

            i = TFunctions.Gate<TSimd, TVector>(at, i);
            f = TFunctions.Gate<TSimd, TVector>(at, f);
            TVector g = TFunctions.Cell<TSimd, TVector>(at, TSimd.Load(ref at.Sums, g0));
            TVector c = TSimd.MultiplyAdd(f, before, TSimd.Multiply(i, g));
            if (at.CellClip > 0)
            {
                c = TSimd.Max(TSimd.Create(-at.CellClip), TSimd.Min(TSimd.Create(at.CellClip), c));
            }

            if (at.HasPeepholes)
            {
                o = TSimd.MultiplyAdd(TSimd.Load(ref at.Peepholes, g0), c, o);
            }

            o = TFunctions.Gate<TSimd, TVector>(at, o);
            TVector h = TSimd.Multiply(o, TFunctions.Cell<TSimd, TVector>(at, c));
            TSimd.Store(i, ref at.Sums, lane);
            TSimd.Store(f, ref at.Sums, f0);
            TSimd.Store(g, ref at.Sums, g0);
            TSimd.Store(o, ref at.Sums, o0);
            TSimd.Store(c, ref at.Cell, lane);
            TSimd.Store(h, ref at.Hidden, lane);
        }
    }

    private readonly struct BackwardBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, int lane)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            int f0 = at.GateStride + lane;
            int g0 = (2 * at.GateStride) + lane;
            int o0 = (3 * at.GateStride) + lane;
            TVector i = TSimd.Load(ref at.Sums, lane);
            TVector f = TSimd.Load(ref at.Sums, f0);
            TVector g = TSimd.Load(ref at.Sums, g0);
            TVector o = TSimd.Load(ref at.Sums, o0);
            TVector c = TSimd.Load(ref at.Cell, lane);
            TVector y = TFunctions.Cell<TSimd, TVector>(at, c);
            TVector dh = TSimd.Load(ref at.HiddenGradient, lane);
            TVector outputGate = TFunctions.GateDerivative<TSimd, TVector>(at, TSimd.Multiply(dh, y), o);

            // ∂L/∂c_t gains what reaches it through h_t
            TVector dc = TSimd.Load(ref at.CellGradient, lane);
            dc = TSimd.Add(dc, TFunctions.CellDerivative<TSimd, TVector>(at, TSimd.Multiply(dh, o), y));
            if (at.HasPeepholes)
            {
                dc = TSimd.MultiplyAdd(outputGate, TSimd.Load(ref at.Peepholes, g0), dc);
            }

            if (at.CellClip > 0)
            {
                dc = TSimd.SelectBelow(TSimd.Abs(c), TSimd.Create(at.CellClip), dc, TSimd.Create(0f));
            }

            TVector inputGate = TFunctions.GateDerivative<TSimd, TVector>(at, TSimd.Multiply(dc, g), i);
            TVector forgetGate = TFunctions.GateDerivative<TSimd, TVector>(at, TSimd.Multiply(dc, TSimd.Load(ref at.CellBefore, lane)), f);
            TVector before = TSimd.Multiply(dc, f);
            if (at.HasPeepholes)
            {
                before = TSimd.MultiplyAdd(inputGate, TSimd.Load(ref at.Peepholes, lane), before);
                before = TSimd.MultiplyAdd(forgetGate, TSimd.Load(ref at.Peepholes, f0), before);
            }

            TSimd.Store(inputGate, ref at.SumGradients, lane);
            TSimd.Store(forgetGate, ref at.SumGradients, f0);
            TSimd.Store(TFunctions.CellDerivative<TSimd, TVector>(at, TSimd.Multiply(dc, i), g), ref at.SumGradients, g0);
            TSimd.Store(outputGate, ref at.SumGradients, o0);
            TSimd.Store(before, ref at.CellGradient, lane);
        }
    }

    /// <summary>Adds the gradients by the peepholes of i, f and o in the place of these.</summary>
    private readonly struct PeepholeBlock : IBlockOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, int lane)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector before = TSimd.Load(ref at.CellBefore, lane);
            Add<TSimd, TVector>(at, (0 * at.GateStride) + lane, (0 * at.GateStride) + lane, before);
            Add<TSimd, TVector>(at, (1 * at.GateStride) + lane, (1 * at.GateStride) + lane, before);
            Add<TSimd, TVector>(at, (3 * at.GateStride) + lane, (2 * at.GateStride) + lane, TSimd.Load(ref at.Cell, lane));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Add<TSimd, TVector>(in BlockOperands at, int sum, int peephole, TVector cell)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Store(
                TSimd.MultiplyAdd(TSimd.Load(ref at.SumGradients, sum), cell, TSimd.Load(ref at.Peepholes, peephole)),
                ref at.Peepholes,
                peephole);
    }
}
