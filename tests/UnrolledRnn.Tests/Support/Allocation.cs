namespace UnrolledRnn.Tests.Support;

/// <summary>Counts the managed bytes that a call takes on its own thread.</summary>
internal static class Allocation
{
    private const int Rounds = 3;

    /// <summary>
    /// The bytes of ten calls, once everything that happens only the first time is done: the fewest of three rounds, for the runtime
    /// enlarges tables of its own on whichever thread comes first.
    /// </summary>
    public static long AfterWarmUp(Action action)
    {
        for (int i = 0; i < 3; i++)
        {
            action();
        }

        long bytes = long.MaxValue;
        for (int round = 0; round < Rounds && bytes > 0; round++)
        {
            bytes = Math.Min(bytes, Of(() =>
            {
                for (int i = 0; i < 10; i++)
                {
                    action();
                }
            }));
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
