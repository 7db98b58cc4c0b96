using System.Globalization;
using System.Runtime.Intrinsics;
using UnrolledRnn.Cli.Reports;

namespace UnrolledRnn.Cli.Measuring;

/// <summary>What a width of vectors was measured with.</summary>
/// <param name="Bits">The width.</param>
/// <param name="CyclesPerNanosecond">The clock.</param>
/// <param name="MultiplyAddsPerNanosecond">The most multiply-adds of floats; null where there are no fused ones.</param>
internal sealed record MachineRow(int Bits, double CyclesPerNanosecond, double? MultiplyAddsPerNanosecond)
{
    /// <summary>The width that this process uses.</summary>
    public static int BitsHere => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Measures this process.</summary>
    public static MachineRow Measure() => new(BitsHere, ClockRate.Measure(), FmaPeak.MeasurePerSecond() / 1e9);

    /// <summary>A sentence.</summary>
    public override string ToString()
    {
        string peak = MultiplyAddsPerNanosecond is double most
            ? string.Create(CultureInfo.InvariantCulture, $"{most:0} multiply-adds a ns at most, {most / CyclesPerNanosecond:0} a cycle")
            : "no fused multiply-add";
        return string.Create(CultureInfo.InvariantCulture, $"vectors of {Bits} bits: a clock of {CyclesPerNanosecond:0.00} GHz, {peak}");
    }
}
