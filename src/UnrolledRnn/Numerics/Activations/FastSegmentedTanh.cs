using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.Numerics;

/// <summary>
/// tanh x with an absolute error below 1e-5: a polynomial of degree 4 in each of 8 segments of |x|, in the form
/// (d² + αd)(βd² + γ) + slope d + value, which takes two multiply-adds after d².
/// </summary>
/// <remarks>The segments end at 0.25, 0.75, 1.25, 2.25, 3.25, 5.25 and 7.25. In the last the result is ±1.</remarks>
internal static class FastSegmentedTanh
{
    public const float Offset = 0.75f;
    public const int IndexShift = 22;

    /// <summary>Anywhere in the last segment.</summary>
    public const float Bound = 8f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Segments.LocateSooner(x, ref tables, ActivationTables.FastTanhBound, ActivationTables.FastTanhOffset, out Vector512<int> index, out Vector512<float> d);
        Vector512<float> d2 = d * d;

        // The sign goes to the parts, where it delays least; at zero both have it, and so has the result.
        Vector512<float> sign = x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SignBit));
        Vector512<float> line = Vector512.FusedMultiplyAdd(Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (1 * ActivationTables.Line), index), d ^ sign, Segments.LookupOf8(ref tables, ActivationTables.FastTanh, index) ^ sign);
        Vector512<float> left = Vector512.FusedMultiplyAdd(Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (3 * ActivationTables.Line), index), d ^ sign, d2 ^ sign);
        Vector512<float> right = Vector512.FusedMultiplyAdd(Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (4 * ActivationTables.Line), index), d2, Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (2 * ActivationTables.Line), index));
        return Vector512.FusedMultiplyAdd(left, right, line);
    }

    /// <summary>y tanh x, with y multiplied into the parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhTimes(Vector512<float> x, Vector512<float> y, ref float tables)
    {
        Volatile.ReadBarrier();
        Segments.LocateSooner(x, ref tables, ActivationTables.FastTanhBound, ActivationTables.FastTanhOffset, out Vector512<int> index, out Vector512<float> d);
        Vector512<float> d2 = d * d;
        Vector512<float> factor = y ^ (x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SignBit)));
        Vector512<float> line = Vector512.FusedMultiplyAdd(Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (1 * ActivationTables.Line), index), d * factor, Segments.LookupOf8(ref tables, ActivationTables.FastTanh, index) * factor);
        Vector512<float> left = Vector512.FusedMultiplyAdd(Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (3 * ActivationTables.Line), index), d * factor, d2 * factor);
        Vector512<float> right = Vector512.FusedMultiplyAdd(Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (4 * ActivationTables.Line), index), d2, Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (2 * ActivationTables.Line), index));
        return Vector512.FusedMultiplyAdd(left, right, line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Segments.LocateSooner(x, ref tables, ActivationTables.FastTanhBound, ActivationTables.FastTanhOffset, out Vector256<int> index, out Vector256<float> d);
        Vector256<float> d2 = d * d;

        // The sign goes to the parts, where it delays least; at zero both have it, and so has the result.
        Vector256<float> sign = x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.SignBit));
        Vector256<float> line = Vector256.FusedMultiplyAdd(Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (1 * ActivationTables.Line), index), d ^ sign, Segments.LookupOf8(ref tables, ActivationTables.FastTanh, index) ^ sign);
        Vector256<float> left = Vector256.FusedMultiplyAdd(Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (3 * ActivationTables.Line), index), d ^ sign, d2 ^ sign);
        Vector256<float> right = Vector256.FusedMultiplyAdd(Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (4 * ActivationTables.Line), index), d2, Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (2 * ActivationTables.Line), index));
        return Vector256.FusedMultiplyAdd(left, right, line);
    }

    /// <summary>y tanh x, with y multiplied into the parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhTimes(Vector256<float> x, Vector256<float> y, ref float tables)
    {
        Volatile.ReadBarrier();
        Segments.LocateSooner(x, ref tables, ActivationTables.FastTanhBound, ActivationTables.FastTanhOffset, out Vector256<int> index, out Vector256<float> d);
        Vector256<float> d2 = d * d;
        Vector256<float> factor = y ^ (x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.SignBit)));
        Vector256<float> line = Vector256.FusedMultiplyAdd(Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (1 * ActivationTables.Line), index), d * factor, Segments.LookupOf8(ref tables, ActivationTables.FastTanh, index) * factor);
        Vector256<float> left = Vector256.FusedMultiplyAdd(Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (3 * ActivationTables.Line), index), d * factor, d2 * factor);
        Vector256<float> right = Vector256.FusedMultiplyAdd(Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (4 * ActivationTables.Line), index), d2, Segments.LookupOf8(ref tables, ActivationTables.FastTanh + (2 * ActivationTables.Line), index));
        return Vector256.FusedMultiplyAdd(left, right, line);
    }
}
