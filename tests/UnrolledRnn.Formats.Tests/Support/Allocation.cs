namespace UnrolledRnn.Formats.Tests.Support;

/// <summary>Counts the managed bytes that a call takes on its own thread.</summary>
internal static class Allocation
{
    /// <summary>The bytes of ten calls, once everything that happens only the first time is done.</summary>
    public static long AfterWarmUp(Action action)
    {
        for (int i = 0; i < 3; i++)
        {
            action();
        }

        return Of(() =>
        {
            for (int i = 0; i < 10; i++)
            {
                action();
            }
        });
    }

    /// <summary>The bytes of one call.</summary>
    public static long Of(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
