using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <content>The same on 128 bits, for Arm64, whose registers hold the constants.</content>
internal static partial class SegmentedTanh
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x, ref float tables)
    {
        Vector128<float> d = Distance(x, out Vector128<byte> index);
        Vector128<float> d2 = d * d;
        Vector128<float> sign = x & Vector128.Create(-0f);
        Vector128<float> line = Vector128.FusedMultiplyAdd(
            Coefficient(1, index, ref tables), d ^ sign, Coefficient(0, index, ref tables) ^ sign);
        return Vector128.FusedMultiplyAdd(Curve(d, d2, index, ref tables), d2 ^ sign, line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> TanhTimes(Vector128<float> x, Vector128<float> y, ref float tables)
    {
        Vector128<float> d = Distance(x, out Vector128<byte> index);
        Vector128<float> d2 = d * d;
        Vector128<float> factor = y ^ (x & Vector128.Create(-0f));
        Vector128<float> line = Vector128.FusedMultiplyAdd(
            Coefficient(1, index, ref tables), d * factor, Coefficient(0, index, ref tables) * factor);
        return Vector128.FusedMultiplyAdd(Curve(d, d2, index, ref tables), d2 * factor, line);
    }

    /// <summary>How far |x| is behind the lower edge of its segment, and where that has its coefficients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Distance(Vector128<float> x, out Vector128<byte> index)
    {
        Vector128<float> magnitude = Vector128.MinNative(Vector128.Create(Bound), Vector128.Abs(x));
        Vector128<float> sum = magnitude + Vector128.Create(Offset);
        index = Segments.BytesOf(sum.AsInt32() >>> IndexShift, last: 15);
        return magnitude - ((sum & Vector128.Create(-1 << IndexShift).AsSingle()) - Vector128.Create(Offset));
    }

    /// <summary>c2 + c3 d + c4 d² + c5 d³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Curve(Vector128<float> d, Vector128<float> d2, Vector128<byte> index, ref float tables) =>
        Vector128.FusedMultiplyAdd(
            Vector128.FusedMultiplyAdd(Coefficient(5, index, ref tables), d, Coefficient(4, index, ref tables)),
            d2,
            Vector128.FusedMultiplyAdd(Coefficient(3, index, ref tables), d, Coefficient(2, index, ref tables)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Coefficient(int number, Vector128<byte> index, ref float tables) =>
        Segments.Lookup(ref tables, ActivationTables.Tanh + (number * ActivationTables.Line), index);
}
