using System.Diagnostics;
using System.Globalization;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Reports;

/// <summary>What one generated token costs.</summary>
/// <param name="MedianNanoseconds">Half of the tokens take less.</param>
/// <param name="P99Nanoseconds">One in a hundred takes more.</param>
/// <param name="AllocatedBytes">Allocated over all measured tokens.</param>
/// <param name="Tokens">Measured tokens.</param>
/// <param name="Unit">What a token is called.</param>
internal readonly record struct GenerationLatency(
    double MedianNanoseconds, double P99Nanoseconds, long AllocatedBytes, int Tokens, TokenUnit Unit)
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);

    /// <summary>Generates tokens and times each: the step of the network and the choice of the token.</summary>
    public static GenerationLatency Measure<TNetwork>(TNetwork model, VocabularyTokenizer tokenizer, int tokens = 20_000)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        var generator = new TokenGenerator<TNetwork>(model);
        var sampler = new TemperatureSampler(temperature: 0.8f, seed: 1);
        long[] ticks = new long[tokens];
        int vocabularySize = tokenizer.Vocabulary.Count;

        // The JIT replaces its first code by optimised code while this runs.
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_warmUp;)
        {
            generator.Next(sampler, vocabularySize);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < ticks.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            generator.Next(sampler, vocabularySize);
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(ticks);
        double nanoseconds = 1e9 / Stopwatch.Frequency;
        return new GenerationLatency(
            ticks[tokens / 2] * nanoseconds, ticks[tokens * 99 / 100] * nanoseconds, allocated, tokens, TokenUnit.Of(tokenizer));
    }

    /// <summary>One line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{MedianNanoseconds:N0} ns per {Unit.One} (median), {P99Nanoseconds:N0} ns (p99), ")
        + string.Create(CultureInfo.InvariantCulture, $"{AllocatedBytes} bytes allocated over {Tokens:N0} {Unit.Many}");
}
