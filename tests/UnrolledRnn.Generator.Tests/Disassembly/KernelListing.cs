using System.Diagnostics;

namespace UnrolledRnn.Generator.Tests.Disassembly;

/// <summary>The machine code of the kernels of all <see cref="KernelNetworks"/>, from a process of its own for each vector width.</summary>
public sealed class KernelListing
{
    private readonly Dictionary<int, IReadOnlyList<CompiledMethod>> _kernels = [];

    /// <summary>The kernels for vectors of 512 or 256 bits.</summary>
    internal IReadOnlyList<CompiledMethod> Kernels(int width)
    {
        if (!_kernels.TryGetValue(width, out IReadOnlyList<CompiledMethod>? kernels))
        {
            kernels = Create(width);
            _kernels[width] = kernels;
        }

        return kernels;
    }

    private static IReadOnlyList<CompiledMethod> Create(int width)
    {
        string name = Path.Combine(Path.GetTempPath(), $"unrolled-rnn-kernels-{Guid.NewGuid():N}");
        string networks = name + ".dll";
        string listing = name + ".txt";
        try
        {
            File.WriteAllBytes(networks, KernelNetworks.Compile(width));
            Run(networks, listing, width);
            return Listing.Parse(File.ReadLines(listing));
        }
        finally
        {
            File.Delete(networks);
            File.Delete(listing);
        }
    }

    /// <summary>Compiles with the JIT's own defaults, which this test program changes.</summary>
    private static void Run(string networks, string listing, int width)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            ArgumentList = { "exec", typeof(Program).Assembly.Location, networks, Program.WarmupOnly },
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "1";
        start.Environment["DOTNET_JitDisasm"] = $"*Step{width} Forward{width} *Tile{width}";
        start.Environment["DOTNET_JitStdOutFile"] = listing;
        if (width == 256)
        {
            start.Environment["DOTNET_EnableAVX512"] = "0";
        }

        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }
}
