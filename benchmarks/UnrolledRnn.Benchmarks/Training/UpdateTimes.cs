using System.Diagnostics;
using UnrolledRnn.Benchmarks.Latency;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Training;

/// <summary>Work of milliseconds, and what it took in every round, each time beside the peak that was measured just before it.</summary>
/// <param name="work">What is timed; a turn is one call.</param>
/// <param name="multiplyAdds">Multiply-adds of one call, or 0 where they do not count.</param>
/// <param name="threads">Threads that the work runs on, and the peak with it: two processors may be one core's for a while.</param>
internal sealed class UpdateTimes(Action work, double multiplyAdds = 0, int threads = 1)
{
    /// <summary>More than the calls after which the runtime compiles a method anew.</summary>
    private const int WarmUpCalls = 40;

    /// <summary>Runs of the peak in one turn, about a millisecond.</summary>
    private const int PeakRuns = 200;

    private readonly List<double> _nanosecondsPerCycle = [];

    /// <summary>Milliseconds of a call, one for each round.</summary>
    public List<double> Milliseconds { get; } = [];

    /// <summary>Bytes that the calling thread allocated in all rounds.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>The median over the rounds.</summary>
    public double Median => Statistics.Median(Milliseconds);

    /// <summary>The median over the rounds of the share of the peak of all threads.</summary>
    public double ShareOfPeak => Statistics.Median(Milliseconds.Zip(_nanosecondsPerCycle, Share));

    /// <summary>The median over the rounds of the peak of a thread, in multiply-adds a nanosecond.</summary>
    public double Peak => FmaPeak.MultiplyAddsPerCycle / Statistics.Median(_nanosecondsPerCycle);

    /// <summary>Runs as often as the runtime waits for before it compiles a method anew, or for some time.</summary>
    public void WarmUp(TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        do
        {
            work();
            FmaPeak.Run();
        }
        while (++calls < WarmUpCalls && Stopwatch.GetElapsedTime(start) < duration);
    }

    /// <summary>One turn: the peak, then the work.</summary>
    public void Measure()
    {
        _nanosecondsPerCycle.Add(NanosecondsPerCycle());

        // Between turns threads sleep and caches are lost, as they are not from update to update.
        work();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        work();
        double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
        Milliseconds.Add(elapsed);
    }

    /// <summary>The mean over threads that run the peak at the same time.</summary>
    private double NanosecondsPerCycle()
    {
        double[] times = new double[threads];
        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(i => new Thread(() => times[i] = Time()))];
        Array.ForEach(others, other => other.Start());
        times[0] = Time();
        Array.ForEach(others, other => other.Join());
        return times.Average();

        static double Time()
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < PeakRuns; i++)
            {
                FmaPeak.Run();
            }

            return Stopwatch.GetElapsedTime(start).TotalNanoseconds / (PeakRuns * FmaPeak.Cycles);
        }
    }

    private double Share(double milliseconds, double nanosecondsPerCycle) =>
        multiplyAdds / (threads * FmaPeak.MultiplyAddsPerCycle) * nanosecondsPerCycle / (milliseconds * 1e6);
}
