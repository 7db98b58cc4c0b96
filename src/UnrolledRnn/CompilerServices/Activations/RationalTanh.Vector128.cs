using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <content>The same on 128 bits.</content>
internal static partial class RationalTanh
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x, ref float tables)
    {
        Vector128<float> bounded = Terms(
            x, ref Unsafe.Add(ref tables, ActivationTables.RationalTanh), out Vector128<float> p, out Vector128<float> q);
        return bounded * p / q;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> TanhTimes(Vector128<float> x, Vector128<float> y, ref float tables)
    {
        Vector128<float> bounded = Terms(
            x, ref Unsafe.Add(ref tables, ActivationTables.RationalTanh), out Vector128<float> p, out Vector128<float> q);
        return bounded * y * p / q;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x, ref float tables)
    {
        Vector128<float> bounded = Terms(
            x, ref Unsafe.Add(ref tables, ActivationTables.RationalSigmoid), out Vector128<float> p, out Vector128<float> q);
        return (bounded * p / q) + Vector128.Create(Unsafe.Add(ref tables, ActivationTables.Half));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Terms(Vector128<float> x, ref float constants, out Vector128<float> p, out Vector128<float> q)
    {
        Vector128<float> s = Vector128.MinNative(Vector128.LoadUnsafe(ref constants, HighestSquare), x * x);
        Vector128<float> s2 = s * s;
        p = Vector128.FusedMultiplyAdd(
            Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref constants, P3), Vector128.LoadUnsafe(ref constants, P2)),
            s2,
            Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref constants, P1), Vector128.LoadUnsafe(ref constants, P0)));
        q = Vector128.FusedMultiplyAdd(
            Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref constants, Q3), Vector128.LoadUnsafe(ref constants, Q2)),
            s2,
            Vector128.FusedMultiplyAdd(s, Vector128.LoadUnsafe(ref constants, Q1), Vector128.LoadUnsafe(ref constants, Q0)));
        return Vector128.MaxNative(
            Vector128.LoadUnsafe(ref constants, Lowest), Vector128.MinNative(Vector128.LoadUnsafe(ref constants, Highest), x));
    }
}
