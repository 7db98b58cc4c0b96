using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Activations;

/// <summary>Times in cycles, a cycle being the time in which independent full-width multiply-adds complete two.</summary>
internal static class Cycles
{
    private const int Repetitions = 101;

    /// <summary>
    /// The median of many runs of the operations, each between two of multiply-adds for the clock. Not the least: that is one with a
    /// disturbed clock.
    /// </summary>
    public static double PerOperation(Action run, long operations)
    {
        run();
        double[] cycles = new double[Repetitions];
        for (int i = 0; i < Repetitions; i++)
        {
            double before = CycleSeconds();
            long start = Stopwatch.GetTimestamp();
            run();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            double cycle = Math.Min(before, CycleSeconds());
            cycles[i] = seconds / operations / cycle;
        }

        return Statistics.Median(cycles);
    }

    private static double CycleSeconds()
    {
        const int Count = 20_000;
        long start = Stopwatch.GetTimestamp();
        if (Vector512.IsHardwareAccelerated)
        {
            MultiplyAdd512(Count);
        }
        else
        {
            MultiplyAdd256(Count);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / Count / 6;
    }

    /// <summary>Twelve chains, enough for two units of latency 4 to 6.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> MultiplyAdd512(int count)
    {
        Vector512<float> a = Vector512.Create(0.5f), b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        Vector512<float> m = Vector512.Create(0.5f);
        for (int n = 0; n < count; n++)
        {
            a = Vector512.FusedMultiplyAdd(a, m, m);
            b = Vector512.FusedMultiplyAdd(b, m, m);
            c = Vector512.FusedMultiplyAdd(c, m, m);
            d = Vector512.FusedMultiplyAdd(d, m, m);
            e = Vector512.FusedMultiplyAdd(e, m, m);
            f = Vector512.FusedMultiplyAdd(f, m, m);
            g = Vector512.FusedMultiplyAdd(g, m, m);
            h = Vector512.FusedMultiplyAdd(h, m, m);
            i = Vector512.FusedMultiplyAdd(i, m, m);
            j = Vector512.FusedMultiplyAdd(j, m, m);
            k = Vector512.FusedMultiplyAdd(k, m, m);
            l = Vector512.FusedMultiplyAdd(l, m, m);
        }

        return a + b + c + d + e + f + g + h + i + j + k + l;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector256<float> MultiplyAdd256(int count)
    {
        Vector256<float> a = Vector256.Create(0.5f), b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        Vector256<float> m = Vector256.Create(0.5f);
        for (int n = 0; n < count; n++)
        {
            a = Vector256.FusedMultiplyAdd(a, m, m);
            b = Vector256.FusedMultiplyAdd(b, m, m);
            c = Vector256.FusedMultiplyAdd(c, m, m);
            d = Vector256.FusedMultiplyAdd(d, m, m);
            e = Vector256.FusedMultiplyAdd(e, m, m);
            f = Vector256.FusedMultiplyAdd(f, m, m);
            g = Vector256.FusedMultiplyAdd(g, m, m);
            h = Vector256.FusedMultiplyAdd(h, m, m);
            i = Vector256.FusedMultiplyAdd(i, m, m);
            j = Vector256.FusedMultiplyAdd(j, m, m);
            k = Vector256.FusedMultiplyAdd(k, m, m);
            l = Vector256.FusedMultiplyAdd(l, m, m);
        }

        return a + b + c + d + e + f + g + h + i + j + k + l;
    }
}
