using UnrolledRnn.Cli.Reports;

namespace UnrolledRnn.Benchmarks.Latency;

/// <summary>The clock of the tables: a cycle is the time in which two fused multiply-adds on the widest vectors complete.</summary>
internal static class FmaPeak
{
    private static float s_sink;

    /// <summary>Cycles of one <see cref="Run"/>.</summary>
    public const double Cycles = FmaKernel.Operations / 2.0;

    /// <summary>Multiply-adds that one cycle completes.</summary>
    public static int MultiplyAddsPerCycle => 2 * FmaKernel.Lanes;

    public static void Run() => s_sink = FmaKernel.Run();
}
