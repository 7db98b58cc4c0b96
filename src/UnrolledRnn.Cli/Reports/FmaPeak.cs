using System.Diagnostics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Cli.Reports;

/// <summary>The most multiply-adds that a core does.</summary>
internal static class FmaPeak
{
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
            sink += FmaKernel.Run();
            best = Math.Max(best, (double)FmaKernel.Operations * FmaKernel.Lanes / Stopwatch.GetElapsedTime(run).TotalSeconds);
        }

        return float.IsNaN(sink) ? null : best;
    }
}
