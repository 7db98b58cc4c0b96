using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <content>The same on 128 bits, for Arm64, whose registers hold the constants.</content>
internal static partial class SegmentedTanh
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x, ref float tables)
    {
        Vector128<float> sum =
            Vector128.MinNative(
                Vector128.Create(Bound),
                x & Vector128.Create(int.MaxValue).AsSingle())
            + Vector128.Create(Offset);
        Vector128<byte> index = Segments.BytesOf(sum.AsInt32() >>> IndexShift);
        Vector128<float> d =
            Vector128.MinNative(
                Vector128.Create(Bound),
                x & Vector128.Create(int.MaxValue).AsSingle())
            - ((sum & Vector128.Create(-1 << IndexShift).AsSingle())
                - Vector128.Create(Offset));
        Vector128<float> d2 = d * d;
        Vector128<float> c45 = Vector128.FusedMultiplyAdd(
            Segments.Lookup(ref tables, ActivationTables.Tanh + (5 * ActivationTables.Line), index),
            d,
            Segments.Lookup(ref tables, ActivationTables.Tanh + (4 * ActivationTables.Line), index));
        Vector128<float> c23 = Vector128.FusedMultiplyAdd(
            Segments.Lookup(ref tables, ActivationTables.Tanh + (3 * ActivationTables.Line), index),
            d,
            Segments.Lookup(ref tables, ActivationTables.Tanh + (2 * ActivationTables.Line), index));
        Vector128<float> curve = Vector128.FusedMultiplyAdd(c45, d2, c23);

        // The sign goes to the parts, where it delays nothing.
        Vector128<float> sign = x & Vector128.Create(-0f);
        Vector128<float> line = Vector128.FusedMultiplyAdd(
            Segments.Lookup(ref tables, ActivationTables.Tanh + (1 * ActivationTables.Line), index),
            d ^ sign,
            Segments.Lookup(ref tables, ActivationTables.Tanh, index) ^ sign);
        return Vector128.FusedMultiplyAdd(curve, d2 ^ sign, line);
    }

    /// <summary>y tanh x, with y multiplied into the parts: hardly later than tanh x alone where y is known early.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> TanhTimes(Vector128<float> x, Vector128<float> y, ref float tables)
    {
        Vector128<float> sum =
            Vector128.MinNative(
                Vector128.Create(Bound),
                x & Vector128.Create(int.MaxValue).AsSingle())
            + Vector128.Create(Offset);
        Vector128<byte> index = Segments.BytesOf(sum.AsInt32() >>> IndexShift);
        Vector128<float> d =
            Vector128.MinNative(
                Vector128.Create(Bound),
                x & Vector128.Create(int.MaxValue).AsSingle())
            - ((sum & Vector128.Create(-1 << IndexShift).AsSingle())
                - Vector128.Create(Offset));
        Vector128<float> d2 = d * d;
        Vector128<float> c45 = Vector128.FusedMultiplyAdd(
            Segments.Lookup(ref tables, ActivationTables.Tanh + (5 * ActivationTables.Line), index),
            d,
            Segments.Lookup(ref tables, ActivationTables.Tanh + (4 * ActivationTables.Line), index));
        Vector128<float> c23 = Vector128.FusedMultiplyAdd(
            Segments.Lookup(ref tables, ActivationTables.Tanh + (3 * ActivationTables.Line), index),
            d,
            Segments.Lookup(ref tables, ActivationTables.Tanh + (2 * ActivationTables.Line), index));
        Vector128<float> curve = Vector128.FusedMultiplyAdd(c45, d2, c23);
        Vector128<float> factor = y ^ (x & Vector128.Create(-0f));
        Vector128<float> line = Vector128.FusedMultiplyAdd(
            Segments.Lookup(ref tables, ActivationTables.Tanh + (1 * ActivationTables.Line), index),
            d * factor,
            Segments.Lookup(ref tables, ActivationTables.Tanh, index) * factor);
        return Vector128.FusedMultiplyAdd(curve, d2 * factor, line);
    }
}
