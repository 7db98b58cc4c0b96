using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace UnrolledRnn.Cli.Measuring;

/// <summary>The clock of a core, from a chain of additions, each of which takes a cycle and waits for the one before.</summary>
internal static class ClockRate
{
    private const int Iterations = 2000;
    private const int Additions = 16;
    private const int Rounds = 200;

    /// <summary>Measures for a few milliseconds.</summary>
    /// <returns>Cycles in a nanosecond, in the fastest of the rounds.</returns>
    public static double Measure()
    {
        double best = 0;
        long sum = 1;
        for (int round = 0; round < Rounds; round++)
        {
            long begun = Stopwatch.GetTimestamp();
            sum = Chain(sum, round);
            best = Math.Max(best, Iterations * Additions / Stopwatch.GetElapsedTime(begun).TotalNanoseconds);
        }

        return sum == long.MinValue ? 0 : best;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static long Chain(long x, long y)
    {
        // Exclusive ors between them, so that no two become one.
        for (int i = 0; i < Iterations; i++)
        {
            x = ((((((((x + y) ^ y) + y) ^ y) + y) ^ y) + y) ^ y) + y;
            x = ((((((x ^ y) + y) ^ y) + y) ^ y) + y) ^ y;
        }

        return x;
    }
}
