using System.Numerics.Tensors;

namespace UnrolledRnn.CompilerServices;

/// <summary>A row of weights as whole multiples of a scale, in eight bits: its largest magnitude is 127.</summary>
internal static class ScaledRow
{
    private const float Most = sbyte.MaxValue;

    /// <summary>The scale; NaN where the row has a weight that is not finite.</summary>
    public static float ScaleOf(ReadOnlySpan<float> row)
    {
        float largest = TensorPrimitives.MaxMagnitude(row);
        return float.IsFinite(largest) ? MathF.Abs(largest) / Most : float.NaN;
    }

    /// <summary>
    /// The multiple that is nearest to a weight, of two as near the even one; 0 where the scale is none, or is too small to be divided by.
    /// </summary>
    public static sbyte Multiple(float weight, float scale)
    {
        // A scale that is subnormal is itself rounded, to less than a 127th.
        float multiple = MathF.Round(weight / scale);
        return float.IsFinite(multiple) ? (sbyte)Math.Clamp(multiple, -Most, Most) : (sbyte)0;
    }
}
