using System.Globalization;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.Benchmarks.Activations;

/// <summary>Prints what each candidate costs and how far it is off.</summary>
internal static class ActivationTable
{
    public static void Print()
    {
        Console.WriteLine("Cycles; latency: of a chain of calls, throughput: per vector of independent calls.");
        Console.WriteLine("The library's table-driven functions read their constants in every call, as kernels do; the loops may keep those of the others in registers.");
        Console.WriteLine();
        Console.WriteLine("| candidate | max ulp | max absolute | 512: latency | throughput | 256: latency | throughput |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        Row<ExponentialTanh>();
        if (Vector512.IsHardwareAccelerated)
        {
            Row<TableTanh32>();
        }

        Row<ChosenTanh>();
        Row<ChosenTanhThenTimes>();
        Row<ChosenTanhTimes>();
        Row<ExponentialSigmoid>();
        Row<SegmentedSigmoid>();
        Row<ChosenSigmoid>();
        Row<FastTanh>();
        Row<FastTanhThenTimes>();
        Row<FastTanhTimes>();
        Row<FastSigmoid>();
    }

    private static void Row<TCandidate>()
        where TCandidate : struct, ICandidate
    {
        (double ulp, double absolute) = Measurement<TCandidate>.MaxErrors();
        string latency512 = Cell(Vector512.IsHardwareAccelerated, Measurement<TCandidate>.Latency512);
        string throughput512 = Cell(Vector512.IsHardwareAccelerated, Measurement<TCandidate>.Throughput512);
        string latency256 = Cell(TCandidate.Has256, Measurement<TCandidate>.Latency256);
        string throughput256 = Cell(TCandidate.Has256, Measurement<TCandidate>.Throughput256);
        string errors = string.Create(CultureInfo.InvariantCulture, $"{(ulp < 100 ? $"{ulp:F1}" : "> 100")} | {absolute:E1}");
        Console.WriteLine($"| {TCandidate.Name} | {errors} | {latency512} | {throughput512} | {latency256} | {throughput256} |");
    }

    private static string Cell(bool exists, Func<double> measure) =>
        exists ? measure().ToString("F1", CultureInfo.InvariantCulture) : "-";
}
