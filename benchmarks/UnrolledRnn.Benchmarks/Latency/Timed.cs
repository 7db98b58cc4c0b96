using System.Diagnostics;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Latency;

/// <summary>Some work, and what it took in every round.</summary>
/// <param name="work">What is timed.</param>
/// <param name="units">How many steps, or other units, it does.</param>
internal sealed class Timed(Action work, double units)
{
    /// <summary>More than the calls after which the runtime compiles a method anew.</summary>
    private const int LeastCalls = 40;

    private int _calls = 1;

    /// <summary>Nanoseconds per unit, one for each round.</summary>
    public List<double> Nanoseconds { get; } = [];

    /// <summary>Bytes that the measuring thread allocated in all rounds.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>The median over the rounds.</summary>
    public double Median => Statistics.Median(Nanoseconds);

    /// <summary>The distance between the quartiles, as a share of the median.</summary>
    public double Spread => (Statistics.Quantile(Nanoseconds, 0.75) - Statistics.Quantile(Nanoseconds, 0.25)) / Median;

    /// <summary>Runs for some time, and plans how many calls a round takes.</summary>
    public void WarmUp(TimeSpan duration, TimeSpan round)
    {
        long start = Stopwatch.GetTimestamp();
        long calls = 0;
        TimeSpan elapsed;
        do
        {
            work();
            calls++;
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (elapsed < duration || calls < LeastCalls);
        _calls = (int)Math.Max(1, calls * (round / elapsed));
    }

    /// <summary>One round.</summary>
    public void Measure()
    {
        // What the others have pushed out of the caches comes back before the clock starts.
        work();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < _calls; i++)
        {
            work();
        }

        double elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
        Nanoseconds.Add(elapsed / (_calls * units));
    }
}
