using System.Diagnostics;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>The random family on each vector width, in processes of their own with instruction sets switched off.</summary>
public sealed class VectorWidthTests(VectorWidthTests.Family family) : IClassFixture<VectorWidthTests.Family>
{
    [SkippableFact]
    public void Widths_of_512_and_256_bits_give_the_same_bits()
    {
        Skip.IfNot(Vector512.IsHardwareAccelerated, "This machine has no 512-bit vectors.");
        WidthResult wide = family.Run();
        WidthResult narrow = family.Run("DOTNET_EnableAVX512");
        Assert.True(wide.Has512, "512-bit vectors are not in use.");
        Assert.True(narrow is { Has512: false, Has256: true }, "Not the 256-bit path.");
        Assert.Equal(wide.Hash, narrow.Hash);
    }

    [SkippableTheory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Networks_compute_what_the_reference_computes_without(string instructionSet)
    {
        Skip.IfNot(Vector256.IsHardwareAccelerated, "This machine has no wide vectors to switch off.");
        WidthResult result = family.Run(instructionSet);
        Assert.False(result.Has512);
        Assert.Equal(instructionSet == "DOTNET_EnableAVX512", result.Has256);
        Assert.Equal(result.Has256 ? Vector<float>.Count : 4, result.Count);
    }

    /// <summary>What one process had and computed.</summary>
    public sealed record WidthResult(bool Has512, bool Has256, int Count, string Hash);

    /// <summary>The compiled family in a file, and what processes made of it.</summary>
    public sealed class Family : IDisposable
    {
        private readonly string _path = Path.Combine(Path.GetTempPath(), $"unrolled-rnn-family-{Guid.NewGuid():N}.dll");
        private readonly Dictionary<string, WidthResult> _results = [];

        public Family() => File.WriteAllBytes(_path, RandomNetworks.Image);

        /// <summary>Runs the family in a process, once for each instruction set.</summary>
        public WidthResult Run(string? switchedOff = null)
        {
            string key = switchedOff ?? "";
            if (!_results.TryGetValue(key, out WidthResult? result))
            {
                result = Start(switchedOff);
                _results[key] = result;
            }

            return result;
        }

        public void Dispose() => File.Delete(_path);

        private WidthResult Start(string? switchedOff)
        {
            var start = new ProcessStartInfo(
                Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
            {
                ArgumentList = { "exec", typeof(Program).Assembly.Location, _path },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            if (switchedOff is not null)
            {
                start.Environment[switchedOff] = "0";
            }

            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, error.Result);
            string[] parts = output.Trim().Split(' ');
            return new WidthResult(
                bool.Parse(parts[0]),
                bool.Parse(parts[1]),
                int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture),
                parts[3]);
        }
    }
}
