using System.Diagnostics;
using System.Runtime.CompilerServices;
using UnrolledRnn.Benchmarks.Reports;
using TimedNetwork = UnrolledRnn.Benchmarks.Networks.Lstm16;

namespace UnrolledRnn.Benchmarks.Histogram;

/// <summary>The time of every single step of a run.</summary>
internal sealed class StepTimes
{
    private static readonly double s_nanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    private readonly long[] _sortedTicks;

    private StepTimes(long[] ticks)
    {
        Array.Sort(ticks);
        _sortedTicks = ticks;
    }

    /// <summary>What every time contains: one reading of the clock.</summary>
    public required double ClockNanoseconds { get; init; }

    /// <summary>What the measuring thread allocated.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>Garbage collections meanwhile.</summary>
    public required int Collections { get; init; }

    public static string NetworkName => typeof(TimedNetwork).Name;

    public int Count => _sortedTicks.Length;

    public static StepTimes Measure(int count)
    {
        var network = new TimedNetwork(seed: 1);
        float[] inputs = [.. Enumerable.Range(0, 1024).Select(i => MathF.Sin(0.7f * i))];
        long[] ticks = new long[count];
        TimeNothing(ticks);
        double clock = Statistics.Median(ticks.Select(tick => tick * s_nanosecondsPerTick));

        int collections = GC.CollectionCount(0);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSteps(network, inputs, ticks);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        collections = GC.CollectionCount(0) - collections;
        return new StepTimes(ticks) { ClockNanoseconds = clock, AllocatedBytes = allocated, Collections = collections };
    }

    /// <summary>The time within which a share of the steps ended.</summary>
    public double Nanoseconds(double share) => _sortedTicks[Math.Min(Count - 1, (int)(share * Count))] * s_nanosecondsPerTick;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float TimeSteps(TimedNetwork network, float[] inputs, long[] ticks)
    {
        TimedNetwork.State state = default;
        float sum = 0;
        for (int i = 0; i < ticks.Length; i++)
        {
            float input = inputs[i % inputs.Length];
            long start = Stopwatch.GetTimestamp();
            sum += network.Step(input, ref state);
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TimeNothing(long[] ticks)
    {
        for (int i = 0; i < ticks.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }
    }
}
