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

    private static IReadOnlyList<CompiledMethod> Create(int width) =>
        Listing.Parse(TextOf(KernelNetworks.Compile(width), width, $"*Step{width} Forward{width} *Tile{width}").Split('\n'));

    /// <summary>What the JIT writes about methods of compiled networks.</summary>
    /// <param name="image">The networks.</param>
    /// <param name="width">The bits of the widest vectors.</param>
    /// <param name="methods">Names, with asterisks, as <c>DOTNET_JitDisasm</c> takes them.</param>
    public static string TextOf(byte[] image, int width, string methods)
    {
        string name = Path.Combine(Path.GetTempPath(), $"unrolled-rnn-kernels-{Guid.NewGuid():N}");
        string networks = name + ".dll";
        string listing = name + ".txt";
        try
        {
            File.WriteAllBytes(networks, image);
            Run(networks, listing, width, methods);
            return File.ReadAllText(listing);
        }
        finally
        {
            File.Delete(networks);
            File.Delete(listing);
        }
    }

    /// <summary>Compiles with the JIT's own defaults, which this test program changes.</summary>
    private static void Run(string networks, string listing, int width, string methods)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            ArgumentList = { "exec", typeof(Program).Assembly.Location, networks, Program.WarmupOnly },
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "1";
        start.Environment["DOTNET_JitDisasm"] = methods;
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
