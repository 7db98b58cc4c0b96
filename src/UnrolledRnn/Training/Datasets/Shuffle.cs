using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>Random orders that depend on a seed and an epoch alone.</summary>
internal static class Shuffle
{
    /// <summary>A random sequence of an epoch, unrelated to that of another epoch or seed.</summary>
    public static SeededRandom Random(long seed, long epoch)
    {
        // The bits that a seed draws begin the sequence, so that (1, 2) and (2, 1) do not meet.
        var first = new SeededRandom(seed);
        return new SeededRandom((long)(first.NextBits() + (0xD1342543DE82EF95 * (ulong)epoch)));
    }

    /// <summary>Fisher and Yates's shuffle, in place.</summary>
    public static void Apply(Span<int> values, ref SeededRandom random)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            // The high half of a product is an index; its bias of 2^-32 is nothing beside what is drawn.
            int j = (int)(((random.NextBits() >> 32) * (ulong)(i + 1)) >> 32);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
