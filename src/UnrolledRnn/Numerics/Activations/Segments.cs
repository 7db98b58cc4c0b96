using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Numerics;

/// <summary>
/// How a function finds the segment of |x| whose polynomial it evaluates: the exponent and the highest bits of the mantissa of
/// |x| + offset number the segments, which thus get wider with |x|, and of which an addition and a shift give the number.
/// </summary>
internal static class Segments
{
    /// <summary>Of vrangeps: the operand of the smaller magnitude, without its sign.</summary>
    private const byte SmallerMagnitude = 0b1010;

    /// <summary>The smaller of |x| and the bound in one instruction, which loses NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ClampMagnitude(Vector512<float> x, float bound) =>
        Avx512DQ.Range(x, Vector512.Create(bound), SmallerMagnitude);

    /// <summary>The number of the segment in the low bits, and how far |x| is above its lower edge; NaN where x is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Locate(
        Vector512<float> x, float bound, float offset, int shift, out Vector512<int> index, out Vector512<float> distance)
    {
        Vector512<float> sum = ClampMagnitude(x, bound) + Vector512.Create(offset);
        index = sum.AsInt32() >>> shift;

        // From |x| itself, as the sum has lost bits, and by a minimum that keeps NaN.
        Vector512<float> edge = (sum.AsInt32() & Vector512.Create(-1 << shift)).AsSingle();
        distance = Vector512.MinNative(Vector512.Create(bound), Vector512.Abs(x)) - (edge - Vector512.Create(offset));
    }

    /// <summary>As Locate, with the distance sooner, as the difference of two sums; it has lost as many bits as they have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LocateSooner(
        Vector512<float> x, float bound, float offset, int shift, out Vector512<int> index, out Vector512<float> distance)
    {
        Vector512<float> sum = ClampMagnitude(x, bound) + Vector512.Create(offset);
        index = sum.AsInt32() >>> shift;

        Vector512<float> edge = (sum.AsInt32() & Vector512.Create(-1 << shift)).AsSingle();
        distance = Vector512.MinNative(Vector512.Create(bound), Vector512.Abs(x)) + Vector512.Create(offset) - edge;
    }

    /// <summary>The smaller of |x| and the bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ClampMagnitude(Vector256<float> x, float bound) =>
        Vector256.MinNative(Vector256.Create(bound), Vector256.Abs(x));

    /// <inheritdoc cref="Locate(Vector512{float}, float, float, int, out Vector512{int}, out Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Locate(
        Vector256<float> x, float bound, float offset, int shift, out Vector256<int> index, out Vector256<float> distance)
    {
        Vector256<float> sum = ClampMagnitude(x, bound) + Vector256.Create(offset);
        index = sum.AsInt32() >>> shift;

        // From |x| itself, as the sum has lost bits, and by a minimum that keeps NaN.
        Vector256<float> edge = (sum.AsInt32() & Vector256.Create(-1 << shift)).AsSingle();
        distance = Vector256.MinNative(Vector256.Create(bound), Vector256.Abs(x)) - (edge - Vector256.Create(offset));
    }

    /// <inheritdoc cref="LocateSooner(Vector512{float}, float, float, int, out Vector512{int}, out Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LocateSooner(
        Vector256<float> x, float bound, float offset, int shift, out Vector256<int> index, out Vector256<float> distance)
    {
        Vector256<float> sum = ClampMagnitude(x, bound) + Vector256.Create(offset);
        index = sum.AsInt32() >>> shift;

        Vector256<float> edge = (sum.AsInt32() & Vector256.Create(-1 << shift)).AsSingle();
        distance = Vector256.MinNative(Vector256.Create(bound), Vector256.Abs(x)) + Vector256.Create(offset) - edge;
    }
}
