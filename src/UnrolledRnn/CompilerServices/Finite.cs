using System.Numerics;
using System.Runtime.InteropServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>Whether values are numbers.</summary>
internal static class Finite
{
    /// <summary>Whether no value is NaN or infinite.</summary>
    /// <param name="values">Any number of values.</param>
    public static bool All(ReadOnlySpan<float> values)
    {
        // 0 · v is 0 for a number, of either sign, and NaN for what is none; a sum of these keeps a NaN.
        ref float first = ref MemoryMarshal.GetReference(values);
        Vector<float> sum = Vector<float>.Zero;
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sum += Vector.LoadUnsafe(ref first, (nuint)i) * Vector<float>.Zero;
        }

        float rest = Vector.Sum(sum);
        for (; i < values.Length; i++)
        {
            rest += values[i] * 0;
        }

        return rest == 0;
    }
}
