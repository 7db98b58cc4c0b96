using System.Diagnostics;
using System.Globalization;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Reports;

/// <summary>What one generated character costs.</summary>
/// <param name="MedianNanoseconds">Half of the characters take less.</param>
/// <param name="P99Nanoseconds">One in a hundred takes more.</param>
/// <param name="AllocatedBytes">Allocated over all measured characters.</param>
/// <param name="Characters">Measured characters.</param>
internal readonly record struct GenerationLatency(double MedianNanoseconds, double P99Nanoseconds, long AllocatedBytes, int Characters)
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);

    /// <summary>Generates characters and times each: the step of the network and the choice of the token.</summary>
    public static GenerationLatency Measure<TNetwork>(TNetwork model, Vocabulary vocabulary, int characters = 20_000)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        var generator = new TokenGenerator<TNetwork>(model);
        var sampler = new TemperatureSampler(temperature: 0.8f, seed: 1);
        long[] ticks = new long[characters];

        // The JIT replaces its first code by optimised code while this runs.
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_warmUp;)
        {
            generator.Next(sampler, vocabulary.Count);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < ticks.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            generator.Next(sampler, vocabulary.Count);
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(ticks);
        double nanoseconds = 1e9 / Stopwatch.Frequency;
        return new GenerationLatency(
            ticks[characters / 2] * nanoseconds, ticks[characters * 99 / 100] * nanoseconds, allocated, characters);
    }

    /// <summary>One line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{MedianNanoseconds:N0} ns per character (median), {P99Nanoseconds:N0} ns (p99), {AllocatedBytes} bytes allocated over {Characters:N0} characters");
}
