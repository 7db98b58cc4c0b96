using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <content>The cell on one vector of units.</content>
public static partial class GruResetBeforeCell
{
    private readonly struct ResetBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, BlockPlace place)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            nint z0 = place.GateStride;
            TVector r = TFunctions.Gate<TSimd, TVector>(
                at, TSimd.Add(TSimd.Load(ref at.Sums, place.Sum), TSimd.Load(ref at.HiddenSums, place.Sum)));
            TVector z = TFunctions.Gate<TSimd, TVector>(
                at, TSimd.Add(TSimd.Load(ref at.Sums, place.Sum + z0), TSimd.Load(ref at.HiddenSums, place.Sum + z0)));
            TSimd.Store(r, ref at.Gates, place.Gate);
            TSimd.Store(z, ref at.Gates, place.Gate + z0);
            TSimd.Store(TSimd.Multiply(r, TSimd.Load(ref at.HiddenBefore, place.Unit)), ref at.ResetHidden, place.Unit);
        }
    }

    private readonly struct CandidateBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, BlockPlace place)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            nint n0 = 2 * place.GateStride;
            TVector n = TFunctions.Cell<TSimd, TVector>(
                at, TSimd.Add(TSimd.Load(ref at.Sums, place.Sum + n0), TSimd.Load(ref at.HiddenSums, place.Sum + n0)));
            TVector z = TSimd.Load(ref at.Gates, place.Gate + place.GateStride);
            TVector h = TSimd.MultiplyAdd(z, TSimd.Subtract(TSimd.Load(ref at.HiddenBefore, place.Unit), n), n);
            TSimd.Store(n, ref at.Gates, place.Gate + n0);
            TSimd.Store(h, ref at.Hidden, place.Unit);
        }
    }

    private readonly struct CandidateBackwardBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, BlockPlace place)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            nint z0 = place.GateStride;
            nint n0 = 2 * place.GateStride;
            TVector z = TSimd.Load(ref at.Gates, place.Gate + z0);
            TVector n = TSimd.Load(ref at.Gates, place.Gate + n0);
            TVector dh = TSimd.Load(ref at.HiddenGradient, place.Unit);
            TVector dn = TFunctions.CellDerivative<TSimd, TVector>(at, TSimd.Subtract(dh, TSimd.Multiply(dh, z)), n);
            TVector dz = TFunctions.GateDerivative<TSimd, TVector>(
                at, TSimd.Multiply(dh, TSimd.Subtract(TSimd.Load(ref at.HiddenBefore, place.Unit), n)), z);
            TSimd.Store(dz, ref at.SumGradients, place.Gate + z0);
            TSimd.Store(dn, ref at.SumGradients, place.Gate + n0);
            TSimd.Store(TSimd.Create(0f), ref at.HiddenSumGradients, place.Gate);
            TSimd.Store(TSimd.Create(0f), ref at.HiddenSumGradients, place.Gate + z0);
            TSimd.Store(dn, ref at.HiddenSumGradients, place.Gate + n0);
            TVector before = TSimd.Load(ref at.HiddenBeforeGradient, place.Unit);
            TSimd.Store(TSimd.MultiplyAdd(dh, z, before), ref at.HiddenBeforeGradient, place.Unit);
        }
    }

    private readonly struct ResetBackwardBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, BlockPlace place)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            nint z0 = place.GateStride;
            TVector r = TSimd.Load(ref at.Gates, place.Gate);
            TVector gradient = TSimd.Load(ref at.ResetHiddenGradient, place.Unit);
            TVector dr = TFunctions.GateDerivative<TSimd, TVector>(
                at, TSimd.Multiply(gradient, TSimd.Load(ref at.HiddenBefore, place.Unit)), r);
            TSimd.Store(dr, ref at.SumGradients, place.Gate);
            TSimd.Store(dr, ref at.HiddenSumGradients, place.Gate);
            TSimd.Store(TSimd.Load(ref at.SumGradients, place.Gate + z0), ref at.HiddenSumGradients, place.Gate + z0);
            TSimd.Store(TSimd.Create(0f), ref at.HiddenSumGradients, place.Gate + (2 * place.GateStride));
            TVector before = TSimd.Load(ref at.HiddenBeforeGradient, place.Unit);
            TSimd.Store(TSimd.MultiplyAdd(gradient, r, before), ref at.HiddenBeforeGradient, place.Unit);
        }
    }
}
