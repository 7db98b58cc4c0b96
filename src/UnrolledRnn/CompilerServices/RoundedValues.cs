using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>Floats as multiples of one unit, in sixteen bits: what weights of eight bits are multiplied with.</summary>
internal static class RoundedValues
{
    /// <summary>The values that a row is filled up to with zeros.</summary>
    private const int Line = 32;
    private const float Most = 32767f;

    /// <summary>1.5 · 2^23: adding it rounds to the nearest whole number, halves to even, and leaves that in the low bits.</summary>
    private const float RoundingShift = 12582912f;

    /// <summary>
    /// The most that magnitudes of a row may add up to: 127 times that, and half a unit for each value, is below 2^31.
    /// </summary>
    private const float MostSum = 16.9e6f;

    /// <summary>Rounded values of a row, zeros behind it included.</summary>
    public static int Stride(int count) => (count + Line - 1) / Line * Line;

    /// <summary>Rounds a row of values.</summary>
    /// <param name="x">The first value.</param>
    /// <param name="count">How many, a multiple of 16.</param>
    /// <param name="rounded">Gets them as multiples of the unit, zeros behind.</param>
    /// <returns>The unit; NaN where a value is not finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Round(ref float x, int count, Span<short> rounded)
    {
        Vector128<float> most = Vector128<float>.Zero;
        Vector128<float> sum = Vector128<float>.Zero;
        for (nuint i = 0; i < (nuint)count; i += (nuint)Vector128<float>.Count)
        {
            Vector128<float> magnitude = Vector128.Abs(Vector128.LoadUnsafe(ref x, i));
            most = Vector128.Max(most, magnitude);
            sum += magnitude;
        }

        float largest = MathF.Max(MathF.Max(most[0], most[1]), MathF.Max(most[2], most[3]));
        float total = (sum[0] + sum[1]) + (sum[2] + sum[3]);
        if (!float.IsFinite(total))
        {
            rounded.Clear();
            return float.NaN;
        }

        float perUnit = MathF.Min(Most / largest, MostSum / total);
        if (!float.IsFinite(perUnit))
        {
            // All are zeros, or so small that they are none beside a float of the result.
            rounded.Clear();
            return 0;
        }

        ref short target = ref MemoryMarshal.GetReference(rounded);
        Vector128<float> shift = Vector128.Create(RoundingShift);
        for (nuint i = 0; i < (nuint)count; i += (nuint)Vector128<short>.Count)
        {
            Vector128<float> first = (Vector128.LoadUnsafe(ref x, i) * perUnit) + shift;
            Vector128<float> second = (Vector128.LoadUnsafe(ref x, i + (nuint)Vector128<float>.Count) * perUnit) + shift;
            Vector128.Narrow(first.AsInt32(), second.AsInt32()).StoreUnsafe(ref target, i);
        }

        rounded[count..].Clear();
        return 1 / perUnit;
    }
}
