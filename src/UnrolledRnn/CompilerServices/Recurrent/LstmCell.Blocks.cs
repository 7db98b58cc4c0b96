using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <content>The cell on one vector of units.</content>
public static partial class LstmCell
{
    private readonly struct ForwardBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, BlockPlace place)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            nint f0 = place.GateStride;
            nint g0 = 2 * place.GateStride;
            nint o0 = 3 * place.GateStride;
            TVector before = TSimd.Load(ref at.CellBefore, place.Unit);
            TVector i = TSimd.Load(ref at.Sums, place.Sum);
            TVector f = TSimd.Load(ref at.Sums, place.Sum + f0);
            if (at.HasPeepholes)
            {
                i = TSimd.MultiplyAdd(TSimd.Load(ref at.Peepholes, place.Peephole), before, i);
                f = TSimd.MultiplyAdd(TSimd.Load(ref at.Peepholes, place.Peephole + f0), before, f);
            }

            i = TFunctions.Gate<TSimd, TVector>(at, i);
            f = TFunctions.Gate<TSimd, TVector>(at, f);
            TVector g = TFunctions.Cell<TSimd, TVector>(at, TSimd.Load(ref at.Sums, place.Sum + g0));
            TVector c = TSimd.MultiplyAdd(f, before, TSimd.Multiply(i, g));
            if (at.CellClip > 0)
            {
                c = TSimd.Max(TSimd.Create(-at.CellClip), TSimd.Min(TSimd.Create(at.CellClip), c));
            }

            TVector o = TSimd.Load(ref at.Sums, place.Sum + o0);
            if (at.HasPeepholes)
            {
                o = TSimd.MultiplyAdd(TSimd.Load(ref at.Peepholes, place.Peephole + g0), c, o);
            }

            o = TFunctions.Gate<TSimd, TVector>(at, o);
            TVector h = TSimd.Multiply(o, TFunctions.Cell<TSimd, TVector>(at, c));
            TSimd.Store(i, ref at.Gates, place.Gate);
            TSimd.Store(f, ref at.Gates, place.Gate + f0);
            TSimd.Store(g, ref at.Gates, place.Gate + g0);
            TSimd.Store(o, ref at.Gates, place.Gate + o0);
            TSimd.Store(c, ref at.Cell, place.Unit);
            TSimd.Store(h, ref at.Hidden, place.Unit);
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
            nint f0 = place.GateStride;
            nint g0 = 2 * place.GateStride;
            nint o0 = 3 * place.GateStride;
            TVector i = TSimd.Load(ref at.Gates, place.Gate);
            TVector f = TSimd.Load(ref at.Gates, place.Gate + f0);
            TVector g = TSimd.Load(ref at.Gates, place.Gate + g0);
            TVector o = TSimd.Load(ref at.Gates, place.Gate + o0);
            TVector c = TSimd.Load(ref at.Cell, place.Unit);
            TVector y = TFunctions.Cell<TSimd, TVector>(at, c);
            TVector dh = TSimd.Load(ref at.HiddenGradient, place.Unit);
            TVector outputGate = TFunctions.GateDerivative<TSimd, TVector>(at, TSimd.Multiply(dh, y), o);

            // ∂L/∂c_t gains what reaches it through h_t
            TVector dc = TSimd.Load(ref at.CellGradient, place.Unit);
            dc = TSimd.Add(dc, TFunctions.CellDerivative<TSimd, TVector>(at, TSimd.Multiply(dh, o), y));
            if (at.HasPeepholes)
            {
                dc = TSimd.MultiplyAdd(outputGate, TSimd.Load(ref at.Peepholes, place.Peephole + g0), dc);
            }

            if (at.CellClip > 0)
            {
                dc = TSimd.SelectBelow(TSimd.Abs(c), TSimd.Create(at.CellClip), dc, TSimd.Create(0f));
            }

            TVector inputGate = TFunctions.GateDerivative<TSimd, TVector>(at, TSimd.Multiply(dc, g), i);
            TVector forgetGate = TFunctions.GateDerivative<TSimd, TVector>(
                at, TSimd.Multiply(dc, TSimd.Load(ref at.CellBefore, place.Unit)), f);
            TVector before = TSimd.Multiply(dc, f);
            if (at.HasPeepholes)
            {
                before = TSimd.MultiplyAdd(inputGate, TSimd.Load(ref at.Peepholes, place.Peephole), before);
                before = TSimd.MultiplyAdd(forgetGate, TSimd.Load(ref at.Peepholes, place.Peephole + f0), before);
            }

            TSimd.Store(inputGate, ref at.SumGradients, place.Gate);
            TSimd.Store(forgetGate, ref at.SumGradients, place.Gate + f0);
            TSimd.Store(TFunctions.CellDerivative<TSimd, TVector>(at, TSimd.Multiply(dc, i), g), ref at.SumGradients, place.Gate + g0);
            TSimd.Store(outputGate, ref at.SumGradients, place.Gate + o0);
            TSimd.Store(before, ref at.CellGradient, place.Unit);
        }
    }
}
