using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace UnrolledRnn.Benchmarks.Latency;

/// <summary>Starts this program once more with AVX-512 switched off.</summary>
internal static class WithoutAvx512
{
    private const string Switch = "DOTNET_EnableAVX512";

    /// <summary>The rows that the second process has measured; none where this one has no AVX-512 either.</summary>
    public static IReadOnlyList<LatencyRow> Measure(string[] networks, bool isBrief)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            return [];
        }

        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(WithoutAvx512).Assembly.Location);
        }

        foreach (string argument in (string[])["latency", "--json", .. (string[])(isBrief ? ["--short"] : []), "--network", .. networks])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[Switch] = "0";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The process without AVX-512 ended with exit code {process.ExitCode}.");
        }

        List<LatencyRow> rows = JsonSerializer.Deserialize<List<LatencyRow>>(output)!;
        if (rows.Any(row => row.Has512))
        {
            throw new InvalidOperationException($"{Switch}=0 leaves 512-bit vectors switched on.");
        }

        return [.. rows.Where(row => networks.Contains(row.Network)).Select(row => row with { Network = $"{row.Network}, AVX-512 off" })];
    }
}
