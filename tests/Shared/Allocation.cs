namespace UnrolledRnn.Testing;

/// <summary>Counts the managed bytes that calls take on their own thread.</summary>
internal static class Allocation
{
    private const int Rounds = 3;

    /// <summary>The bytes of ten calls that they take every time, once everything that happens only the first time is done.</summary>
    public static long AfterWarmUp(Action action)
    {
        for (int i = 0; i < 3; i++)
        {
            action();
        }

        return Fewest(() => Of(() =>
        {
            for (int i = 0; i < 10; i++)
            {
                action();
            }
        }));
    }

    /// <summary>
    /// The fewest bytes of three rounds: what a call takes every time. The runtime enlarges tables of its own on whichever thread comes
    /// first, even late, and those bytes count as the thread's.
    /// </summary>
    public static long Fewest(Func<long> round)
    {
        long bytes = round();
        for (int i = 1; i < Rounds && bytes > 0; i++)
        {
            bytes = Math.Min(bytes, round());
        }

        return bytes;
    }

    /// <summary>The bytes of one call.</summary>
    public static long Of(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
