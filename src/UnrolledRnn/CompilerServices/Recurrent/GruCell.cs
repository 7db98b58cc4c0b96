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
    /// <summary>From both sums of a step, its gates in place of those over x, and h_t.</summary>
    public static void Forward(RecurrentLayerTape layer, int t)
    {
        ArgumentNullException.ThrowIfNull(layer);
        BlockLoop.Run<ForwardBlock<UsualFunctions>, ForwardBlock<DeclaredFunctions>>(layer, t);
    }

    /// <summary>One sequence outside of training: replaces h in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(ref float sums, ref float hiddenSums, ref float hidden, GateLayout layout, CellOptions? options = null)
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
        BlockLoop.Run<ForwardBlock<UsualFunctions>, ForwardBlock<DeclaredFunctions>>(row, layout, options);
    }

    /// <summary>From ∂L/∂h_t, the gradients by both sums, and what reaches ∂L/∂h_{t-1} without the product.</summary>
    public static void Backward(RecurrentLayerTape layer, int t)
    {
        ArgumentNullException.ThrowIfNull(layer);
        BlockLoop.Run<BackwardBlock<UsualFunctions>, BackwardBlock<DeclaredFunctions>>(layer, t);
    }

    private readonly struct ForwardBlock<TFunctions> : IBlockOperation
        where TFunctions : struct, ICellFunctions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TSimd, TVector>(in BlockOperands at, int lane)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            int z0 = at.GateStride + lane;
            int n0 = (2 * at.GateStride) + lane;
            TVector r = TFunctions.Gate<TSimd, TVector>(at, TSimd.Add(TSimd.Load(ref at.Sums, lane), TSimd.Load(ref at.HiddenSums, lane)));
            TVector z = TFunctions.Gate<TSimd, TVector>(at, TSimd.Add(TSimd.Load(ref at.Sums, z0), TSimd.Load(ref at.HiddenSums, z0)));
            TVector n = TFunctions.Cell<TSimd, TVector>(
                at, TSimd.MultiplyAdd(r, TSimd.Load(ref at.HiddenSums, n0), TSimd.Load(ref at.Sums, n0)));
            TVector h = TSimd.MultiplyAdd(z, TSimd.Subtract(TSimd.Load(ref at.HiddenBefore, lane), n), n);
            TSimd.Store(r, ref at.Sums, lane);
            TSimd.Store(z, ref at.Sums, z0);
            TSimd.Store(n, ref at.Sums, n0);
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
            int z0 = at.GateStride + lane;
            int n0 = (2 * at.GateStride) + lane;
            TVector r = TSimd.Load(ref at.Sums, lane);
            TVector z = TSimd.Load(ref at.Sums, z0);
            TVector n = TSimd.Load(ref at.Sums, n0);
            TVector dh = TSimd.Load(ref at.HiddenGradient, lane);

            TVector dn = TFunctions.CellDerivative<TSimd, TVector>(at, TSimd.Subtract(dh, TSimd.Multiply(dh, z)), n);
            TVector dz = TFunctions.GateDerivative<TSimd, TVector>(
                at, TSimd.Multiply(dh, TSimd.Subtract(TSimd.Load(ref at.HiddenBefore, lane), n)), z);
            TVector dr = TFunctions.GateDerivative<TSimd, TVector>(at, TSimd.Multiply(dn, TSimd.Load(ref at.HiddenSums, n0)), r);

            TSimd.Store(dr, ref at.SumGradients, lane);
            TSimd.Store(dz, ref at.SumGradients, z0);
            TSimd.Store(dn, ref at.SumGradients, n0);
            TSimd.Store(dr, ref at.HiddenSumGradients, lane);
            TSimd.Store(dz, ref at.HiddenSumGradients, z0);
            TSimd.Store(TSimd.Multiply(dn, r), ref at.HiddenSumGradients, n0);
            TVector before = TSimd.Load(ref at.HiddenBeforeGradient, lane);
            TSimd.Store(TSimd.MultiplyAdd(dh, z, before), ref at.HiddenBeforeGradient, lane);
        }
    }
}
