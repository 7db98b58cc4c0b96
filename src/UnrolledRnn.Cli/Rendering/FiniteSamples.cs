using System.Numerics.Tensors;

namespace UnrolledRnn.Cli.Rendering;

/// <summary>Finds samples that are no numbers.</summary>
internal static class FiniteSamples
{
    /// <summary>The first sample that is NaN or infinite, or -1.</summary>
    public static int IndexOfOther(ReadOnlySpan<float> samples)
    {
        // Of no samples, TensorPrimitives says that not all are finite.
        if (samples.IsEmpty || TensorPrimitives.IsFiniteAll(samples))
        {
            return -1;
        }

        int index = 0;
        while (float.IsFinite(samples[index]))
        {
            index++;
        }

        return index;
    }
}
