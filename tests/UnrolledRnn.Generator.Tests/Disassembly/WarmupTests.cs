using System.Diagnostics;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Disassembly;

/// <summary>What Warmup has called is compiled fully, on every platform: no step afterwards runs code of the JIT's first tier.</summary>
public sealed class WarmupTests
{
    private const string Networks =
        """
        using UnrolledRnn;
        [UnrolledRnn(1, 16, 1, 4, Cell = RnnCell.Lstm)] public partial class A;
        [UnrolledRnn(2, 24, 2, 4, Cell = RnnCell.Gru)] public partial class B;
        [UnrolledRnn(2, 9, 1, 4, Cell = RnnCell.GruResetBefore, LayerCount = 2)] public partial class C;
        [UnrolledRnn(1, 5, 1, 4)] public partial class D;
        [UnrolledNetwork(3, 2, 4)] [DenseLayer(9, LayerActivation.Elu)] [RecurrentLayer(RnnCell.Lstm, 12, Peepholes = true)]
        [ActivationLayer(LayerActivation.Softplus)] public partial class E;
        """;

    /// <summary>The loops that steps run through.</summary>
    private static readonly string[] s_loops = ["Elementwise:", "RowDots:", "FixedOrderSum:Dot", "CalledActivation:"];

    [Theory]
    [InlineData(null)]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Loops_that_steps_run_through_are_never_of_the_first_tier_and_no_kernel_is_too_much_for_the_JIT(string? switchedOff)
    {
        string name = Path.Combine(Path.GetTempPath(), $"unrolled-rnn-warmup-{Guid.NewGuid():N}");
        File.WriteAllBytes(name + ".dll", GeneratorRun.Of($"#pragma warning disable CS1591\n{Networks}").Emit());
        try
        {
            string[] compiled = Compiled(name, switchedOff);
            Assert.Contains(compiled, line => line.Contains("A:Step", StringComparison.Ordinal));
            Assert.DoesNotContain(compiled, line => line.Contains("MinOpts", StringComparison.Ordinal));
            Assert.DoesNotContain(
                compiled,
                line => line.Contains("Tier0", StringComparison.Ordinal)
                    && s_loops.Any(loop => line.Contains(loop, StringComparison.Ordinal)));
        }
        finally
        {
            File.Delete(name + ".dll");
            File.Delete(name + ".txt");
        }
    }

    private static string[] Compiled(string name, string? switchedOff)
    {
        var start = new ProcessStartInfo(Command.DotnetPath)
        {
            ArgumentList = { "exec", typeof(Program).Assembly.Location, name + ".dll", Program.WarmupOnly },
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_JitStdOutFile"] = name + ".txt";
        start.Environment["DOTNET_JitDisasmSummary"] = "1";
        if (switchedOff is not null)
        {
            start.Environment[switchedOff] = "0";
        }

        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return File.ReadAllLines(name + ".txt");
    }
}
