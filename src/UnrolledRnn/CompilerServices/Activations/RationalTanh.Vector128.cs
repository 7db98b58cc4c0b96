using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <content>The same on 128 bits.</content>
internal static partial class RationalTanh
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x, ref float tables)
    {
        ref float c = ref Unsafe.Add(ref tables, ActivationTables.RationalTanh);
        Vector128<float> bounded = Vector128.MaxNative(
            Vector128.LoadUnsafe(ref c, Lowest), Vector128.MinNative(Vector128.LoadUnsafe(ref c, Highest), x));
        Vector128<float> s = Vector128.MinNative(Vector128.LoadUnsafe(ref c, HighestSquare), x * x);
        Vector128<float> s2 = s * s;
        Vector128<float> p23 = Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref c, P3), Vector128.LoadUnsafe(ref c, P2));
        Vector128<float> p01 = Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref c, P1), Vector128.LoadUnsafe(ref c, P0));
        Vector128<float> q23 = Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref c, Q3), Vector128.LoadUnsafe(ref c, Q2));
        Vector128<float> q01 = Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref c, Q1), Vector128.LoadUnsafe(ref c, Q0));
        Vector128<float> numerator = bounded * Vector128.FusedMultiplyAdd(p23, s2, p01);
        return numerator / Vector128.FusedMultiplyAdd(q23, s2, q01);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> TanhTimes(Vector128<float> x, Vector128<float> y, ref float tables)
    {
        ref float c = ref Unsafe.Add(ref tables, ActivationTables.RationalTanh);
        Vector128<float> bounded = Vector128.MaxNative(
            Vector128.LoadUnsafe(ref c, Lowest), Vector128.MinNative(Vector128.LoadUnsafe(ref c, Highest), x));
        Vector128<float> s = Vector128.MinNative(Vector128.LoadUnsafe(ref c, HighestSquare), x * x);
        Vector128<float> s2 = s * s;
        Vector128<float> p23 = Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref c, P3), Vector128.LoadUnsafe(ref c, P2));
        Vector128<float> p01 = Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref c, P1), Vector128.LoadUnsafe(ref c, P0));
        Vector128<float> q23 = Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref c, Q3), Vector128.LoadUnsafe(ref c, Q2));
        Vector128<float> q01 = Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref c, Q1), Vector128.LoadUnsafe(ref c, Q0));
        Vector128<float> numerator = (bounded * y) * Vector128.FusedMultiplyAdd(p23, s2, p01);
        return numerator / Vector128.FusedMultiplyAdd(q23, s2, q01);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x, ref float tables)
    {
        ref float c = ref Unsafe.Add(ref tables, ActivationTables.RationalSigmoid);
        Vector128<float> bounded = Vector128.MaxNative(
            Vector128.LoadUnsafe(ref c, Lowest), Vector128.MinNative(Vector128.LoadUnsafe(ref c, Highest), x));
        Vector128<float> s = Vector128.MinNative(Vector128.LoadUnsafe(ref c, HighestSquare), x * x);
        Vector128<float> s2 = s * s;
        Vector128<float> p23 = Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref c, P3), Vector128.LoadUnsafe(ref c, P2));
        Vector128<float> p01 = Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref c, P1), Vector128.LoadUnsafe(ref c, P0));
        Vector128<float> q23 = Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref c, Q3), Vector128.LoadUnsafe(ref c, Q2));
        Vector128<float> q01 = Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref c, Q1), Vector128.LoadUnsafe(ref c, Q0));
        Vector128<float> numerator = bounded * Vector128.FusedMultiplyAdd(p23, s2, p01);
        return (numerator / Vector128.FusedMultiplyAdd(q23, s2, q01)) + Vector128.Create(Unsafe.Add(ref tables, ActivationTables.Half));
    }
}
