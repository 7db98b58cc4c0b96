using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using BenchmarkDotNet.Environments;
using Microsoft.ML.OnnxRuntime;
using UnrolledRnn.Benchmarks.Latency;

namespace UnrolledRnn.Benchmarks.Reports;

/// <summary>What the figures were measured on.</summary>
internal static class MachineReport
{
    public static void Write(IReadOnlyList<LatencyRow> rows, TextWriter output)
    {
        WriteMachine(output);
        double cycle = Statistics.Median(rows.Select(row => row.NanosecondsPerCycle));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"- A cycle, the time of two full-width FMAs at their peak, is {cycle:0.000} ns ({1 / cycle:0.00} GHz, {2 * FmaPeak.MultiplyAddsPerCycle / cycle:0} GFLOP/s)"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"- How quiet it was: between the quartiles of a step's time lie {Statistics.Median(rows.Select(row => row.StepSpread)):P1} of the median"));
        output.WriteLine($"- ONNX Runtime {OrtEnv.Instance().GetVersionString()}");
        output.WriteLine();
    }

    public static void WriteMachine(TextWriter output)
    {
        foreach (string line in HostEnvironmentInfo.GetCurrent().ToFormattedString())
        {
            output.WriteLine($"- {line}");
        }

        int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        output.WriteLine($"- {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, vectors of {bits} bits, processors of this process: {Environment.ProcessorCount}");
    }
}
