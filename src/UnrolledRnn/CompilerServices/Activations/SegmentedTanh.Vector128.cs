using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace UnrolledRnn.CompilerServices;

/// <content>The same on 128 bits, for Arm64, whose registers hold the constants.</content>
internal static partial class SegmentedTanh
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x, ref float tables)
    {
        Vector128<float> d = Distance(x, out Vector128<byte> index);
        Vector128<float> c0 = Segments.Lookup(ref tables, ActivationTables.TanhC0, index);
        Vector128<float> line = Vector128.FusedMultiplyAdd(Slope(c0), d, c0);
        return Vector128.FusedMultiplyAdd(Curve(d, d * d, index, ref tables), d * d, line) ^ (x & Vector128.Create(-0f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> TanhTimes(Vector128<float> x, Vector128<float> y, ref float tables)
    {
        Vector128<float> d = Distance(x, out Vector128<byte> index);
        Vector128<float> factor = y ^ (x & Vector128.Create(-0f));
        Vector128<float> c0 = Segments.Lookup(ref tables, ActivationTables.TanhC0, index);
        Vector128<float> line = Vector128.FusedMultiplyAdd(Slope(c0), d * factor, c0 * factor);
        return Vector128.FusedMultiplyAdd(Curve(d, d * d, index, ref tables), d * d * factor, line);
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

    /// <summary>1 - c0²</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Slope(Vector128<float> c0) => AdvSimd.FusedMultiplySubtract(Vector128.Create(1f), c0, c0);

    /// <summary>c2 + c3 d + c4 d² + c5 d³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Curve(Vector128<float> d, Vector128<float> d2, Vector128<byte> index, ref float tables)
    {
        Vector128<float> c4 = Segments.Lookup(ref tables, ActivationTables.TanhC45, index);
        return Vector128.FusedMultiplyAdd(
            Vector128.FusedMultiplyAdd((c4.AsInt32() << C5Shift).AsSingle(), d, c4),
            d2,
            Vector128.FusedMultiplyAdd(
                Segments.Lookup(ref tables, ActivationTables.TanhC3, index),
                d,
                Segments.Lookup(ref tables, ActivationTables.TanhC2, index)));
    }
}
