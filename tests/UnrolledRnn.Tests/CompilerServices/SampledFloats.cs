namespace UnrolledRnn.Tests.CompilerServices;

/// <summary>Floats to try functions at.</summary>
internal static class SampledFloats
{
    /// <summary>Prime, so that the sampled bit patterns do not share their low digits; about 8000 floats an octave.</summary>
    private const uint Stride = 1009;

    /// <summary>Floats of every sign and magnitude, infinities too, in blocks; no NaN.</summary>
    public static IEnumerable<float[]> OfEveryMagnitude(uint stride = Stride)
    {
        var block = new List<float>(1 << 16);
        for (ulong bits = 0; bits <= uint.MaxValue; bits += stride)
        {
            float x = BitConverter.UInt32BitsToSingle((uint)bits);
            if (!float.IsNaN(x))
            {
                block.Add(x);
            }

            if (block.Count == block.Capacity)
            {
                yield return [.. block];
                block.Clear();
            }
        }

        yield return [.. block, float.PositiveInfinity, float.NegativeInfinity];
    }

    /// <summary>All floats within some thousands of <paramref name="x"/>, and their negatives.</summary>
    public static float[] Around(float x)
    {
        const int Reach = 5000;
        uint bits = BitConverter.SingleToUInt32Bits(x);
        float[] near = [.. Enumerable.Range(-Reach, 2 * Reach).Select(i => BitConverter.UInt32BitsToSingle((uint)(bits + i)))];
        return [.. near, .. near.Select(y => -y)];
    }

    /// <summary>The distance in units of the last place of the float nearest to the exact value.</summary>
    public static double Ulps(double exact, float result)
    {
        float nearest = MathF.Abs((float)exact);
        return Math.Abs(exact - result) / ((double)MathF.BitIncrement(nearest) - nearest);
    }
}
