using System.Diagnostics;
using UnrolledRnn.Benchmarks.Latency;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Training;

/// <summary>Work of milliseconds, and what it took in every round, each time beside the peak that was measured just before it.</summary>
/// <param name="work">What is timed; a turn is one call.</param>
/// <param name="multiplyAdds">Multiply-adds of one call, or 0 where they do not count.</param>
internal sealed class UpdateTimes(Action work, double multiplyAdds = 0)
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

    /// <summary>The median over the rounds of the share of the peak of one processor.</summary>
    public double ShareOfPeak => Statistics.Median(Milliseconds.Zip(_nanosecondsPerCycle, Share));

    /// <summary>The median over the rounds of the peak, in multiply-adds a nanosecond.</summary>
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
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < PeakRuns; i++)
        {
            FmaPeak.Run();
        }

        _nanosecondsPerCycle.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / (PeakRuns * FmaPeak.Cycles));
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        start = Stopwatch.GetTimestamp();
        work();
        double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
        Milliseconds.Add(elapsed);
    }

    private double Share(double milliseconds, double nanosecondsPerCycle) =>
        multiplyAdds / FmaPeak.MultiplyAddsPerCycle * nanosecondsPerCycle / (milliseconds * 1e6);
}
