using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <content>The same on 128 bits.</content>
internal static partial class RationalTanh
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x, ref float tables)
    {
        const int Function = ActivationTables.RationalTanh;
        Vector128<float> bounded = Vector128.MaxNative(
            Vector128.LoadUnsafe(ref tables, (nuint)(Function + Lowest)),
            Vector128.MinNative(Vector128.LoadUnsafe(ref tables, (nuint)(Function + Highest)), x));
        return Quotient(x, bounded, ref tables, Function);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> TanhTimes(Vector128<float> x, Vector128<float> y, ref float tables)
    {
        const int Function = ActivationTables.RationalTanh;
        Vector128<float> bounded = Vector128.MaxNative(
            Vector128.LoadUnsafe(ref tables, (nuint)(Function + Lowest)),
            Vector128.MinNative(Vector128.LoadUnsafe(ref tables, (nuint)(Function + Highest)), x));
        return Quotient(x, bounded * y, ref tables, Function);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x, ref float tables)
    {
        const int Function = ActivationTables.RationalSigmoid;
        Vector128<float> bounded = Vector128.MaxNative(
            Vector128.LoadUnsafe(ref tables, (nuint)(Function + Lowest)),
            Vector128.MinNative(Vector128.LoadUnsafe(ref tables, (nuint)(Function + Highest)), x));
        return Quotient(x, bounded, ref tables, Function) + Vector128.Create(0.5f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Quotient(Vector128<float> x, Vector128<float> multiple, ref float tables, int function)
    {
        Vector128<float> s = Vector128.MinNative(Vector128.LoadUnsafe(ref tables, (nuint)(function + HighestSquare)), x * x);
        Vector128<float> p = Vector128.FusedMultiplyAdd(
            s, Vector128.LoadUnsafe(ref tables, (nuint)(function + P2)), Vector128.LoadUnsafe(ref tables, (nuint)(function + P1)));
        Vector128<float> numerator = Vector128.FusedMultiplyAdd(
            p, multiple * s, multiple * Vector128.LoadUnsafe(ref tables, (nuint)(function + P0)));
        return numerator / Vector128.FusedMultiplyAdd(
            s + Vector128.LoadUnsafe(ref tables, (nuint)(function + Q1)), s, Vector128.LoadUnsafe(ref tables, (nuint)(function + Q0)));
    }
}
