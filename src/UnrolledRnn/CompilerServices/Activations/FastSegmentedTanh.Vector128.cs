using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <content>The same on 128 bits, for Arm64, whose registers hold the constants.</content>
internal static partial class FastSegmentedTanh
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x, ref float tables)
    {
        Vector128<float> sum =
            Vector128.MinNative(
                Vector128.Create(Bound),
                x & Vector128.Create(int.MaxValue).AsSingle())
            + Vector128.Create(Offset);
        Vector128<byte> index = Segments.BytesOfEight(sum.AsInt32() >>> IndexShift);
        Vector128<float> d =
            Vector128.MinNative(
                Vector128.Create(Bound),
                x & Vector128.Create(int.MaxValue).AsSingle())
            + Vector128.Create(Offset)
            - (sum & Vector128.Create(-1 << IndexShift).AsSingle());
        Vector128<float> d2 = d * d;

        // The sign goes to the parts, where it delays least; at zero both have it, and so has the result.
        Vector128<float> sign = x & Vector128.Create(-0f);
        Vector128<float> line = Vector128.FusedMultiplyAdd(
            Segments.LookupOfEight(ref tables, ActivationTables.FastTanh + (1 * ActivationTables.Line), index),
            d ^ sign,
            Segments.LookupOfEight(ref tables, ActivationTables.FastTanh, index) ^ sign);
        Vector128<float> left = Vector128.FusedMultiplyAdd(
            Segments.LookupOfEight(ref tables, ActivationTables.FastTanh + (3 * ActivationTables.Line), index),
            d ^ sign,
            d2 ^ sign);
        Vector128<float> right = Vector128.FusedMultiplyAdd(
            Segments.LookupOfEight(ref tables, ActivationTables.FastTanh + (4 * ActivationTables.Line), index),
            d2,
            Segments.LookupOfEight(ref tables, ActivationTables.FastTanh + (2 * ActivationTables.Line), index));
        return Vector128.FusedMultiplyAdd(left, right, line);
    }

    /// <summary>y tanh x, with y multiplied into the parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> TanhTimes(Vector128<float> x, Vector128<float> y, ref float tables)
    {
        Vector128<float> sum =
            Vector128.MinNative(
                Vector128.Create(Bound),
                x & Vector128.Create(int.MaxValue).AsSingle())
            + Vector128.Create(Offset);
        Vector128<byte> index = Segments.BytesOfEight(sum.AsInt32() >>> IndexShift);
        Vector128<float> d =
            Vector128.MinNative(
                Vector128.Create(Bound),
                x & Vector128.Create(int.MaxValue).AsSingle())
            + Vector128.Create(Offset)
            - (sum & Vector128.Create(-1 << IndexShift).AsSingle());
        Vector128<float> d2 = d * d;
        Vector128<float> factor = y ^ (x & Vector128.Create(-0f));
        Vector128<float> line = Vector128.FusedMultiplyAdd(
            Segments.LookupOfEight(ref tables, ActivationTables.FastTanh + (1 * ActivationTables.Line), index),
            d * factor,
            Segments.LookupOfEight(ref tables, ActivationTables.FastTanh, index) * factor);
        Vector128<float> left = Vector128.FusedMultiplyAdd(
            Segments.LookupOfEight(ref tables, ActivationTables.FastTanh + (3 * ActivationTables.Line), index),
            d * factor,
            d2 * factor);
        Vector128<float> right = Vector128.FusedMultiplyAdd(
            Segments.LookupOfEight(ref tables, ActivationTables.FastTanh + (4 * ActivationTables.Line), index),
            d2,
            Segments.LookupOfEight(ref tables, ActivationTables.FastTanh + (2 * ActivationTables.Line), index));
        return Vector128.FusedMultiplyAdd(left, right, line);
    }
}
