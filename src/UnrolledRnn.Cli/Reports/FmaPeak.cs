using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Cli.Reports;

/// <summary>The most multiply-adds that a core does: independent fused ones on the widest vectors, all in registers.</summary>
internal static class FmaPeak
{
    private const int Iterations = 1000;
    private const int Chains = 12;
    private static readonly TimeSpan s_time = TimeSpan.FromMilliseconds(40);

    /// <summary>Measures a core for some hundredths of a second; null where it has no fused multiply-add.</summary>
    public static double? MeasurePerSecond()
    {
        if (!Fma.IsSupported && !AdvSimd.Arm64.IsSupported)
        {
            return null;
        }

        float sink = 0;
        double best = 0;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < s_time)
        {
            long run = Stopwatch.GetTimestamp();
            sink += Vector512.IsHardwareAccelerated ? Run512(0.5f, 0.25f) : Run256(0.5f, 0.25f);
            int width = Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256<float>.Count;
            best = Math.Max(best, (double)Iterations * Chains * width / Stopwatch.GetElapsedTime(run).TotalSeconds);
        }

        return float.IsNaN(sink) ? null : best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run512(float factor, float other)
    {
        Vector512<float> x = Vector512.Create(factor), y = Vector512.Create(other);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int count = Iterations; count > 0; count--)
        {
            a = Vector512.FusedMultiplyAdd(x, y, a);
            b = Vector512.FusedMultiplyAdd(x, y, b);
            c = Vector512.FusedMultiplyAdd(x, y, c);
            d = Vector512.FusedMultiplyAdd(x, y, d);
            e = Vector512.FusedMultiplyAdd(x, y, e);
            f = Vector512.FusedMultiplyAdd(x, y, f);
            g = Vector512.FusedMultiplyAdd(x, y, g);
            h = Vector512.FusedMultiplyAdd(x, y, h);
            i = Vector512.FusedMultiplyAdd(x, y, i);
            j = Vector512.FusedMultiplyAdd(x, y, j);
            k = Vector512.FusedMultiplyAdd(x, y, k);
            l = Vector512.FusedMultiplyAdd(x, y, l);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run256(float factor, float other)
    {
        Vector256<float> x = Vector256.Create(factor), y = Vector256.Create(other);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int count = Iterations; count > 0; count--)
        {
            a = Vector256.FusedMultiplyAdd(x, y, a);
            b = Vector256.FusedMultiplyAdd(x, y, b);
            c = Vector256.FusedMultiplyAdd(x, y, c);
            d = Vector256.FusedMultiplyAdd(x, y, d);
            e = Vector256.FusedMultiplyAdd(x, y, e);
            f = Vector256.FusedMultiplyAdd(x, y, f);
            g = Vector256.FusedMultiplyAdd(x, y, g);
            h = Vector256.FusedMultiplyAdd(x, y, h);
            i = Vector256.FusedMultiplyAdd(x, y, i);
            j = Vector256.FusedMultiplyAdd(x, y, j);
            k = Vector256.FusedMultiplyAdd(x, y, k);
            l = Vector256.FusedMultiplyAdd(x, y, l);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
