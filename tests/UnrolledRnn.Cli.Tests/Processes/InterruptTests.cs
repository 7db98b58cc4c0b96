using System.Diagnostics;
using UnrolledRnn.Cli.Models;

namespace UnrolledRnn.Cli.Tests;

public class InterruptTests
{
    [SkippableFact]
    public async Task An_interrupted_training_saves_its_model_and_returns_130()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGINT to send.");
        Skip.If(SignalIsIgnored(), "SIGINT is ignored by this process and so by its children.");
        using var folder = new TemporaryFolder();
        string text = folder.Write("text.txt", Texts.Sentences(4000));

        // The first line of progress comes after a twentieth of some 20 seconds.
        using ChildProcess tool = ChildProcess.StartTool(
            folder.FullName, "train", "--text", text, "--epochs", "1000", "--batch-size", "8", "--output", folder.PathOf("out"));
        await tool.WaitForLineAsync(line => line.Contains("bits/char", StringComparison.Ordinal));
        await InterruptAsync(tool);

        CommandResult result = await tool.WaitForExitAsync();

        Assert.Contains("Interrupted: training stopped, the model so far is saved.", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("100 %", result.Output, StringComparison.Ordinal);
        Assert.Equal(130, result.ExitCode);
        TextModelFile.Load(folder.PathOf("out/model.safetensors"));
        Assert.Contains(
            $"unrolled-rnn train --text {text} --epochs 1000 --batch-size 8 --output {folder.PathOf("out")} "
            + $"--resume {Path.Combine("out", "checkpoint.safetensors")}",
            result.Output,
            StringComparison.Ordinal);
        Assert.True(File.Exists(folder.PathOf("out/checkpoint.safetensors")));
    }

    [SkippableFact]
    public async Task A_second_interrupt_ends_the_program_at_once()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGINT to send.");
        Skip.If(SignalIsIgnored(), "SIGINT is ignored by this process and so by its children.");
        using ChildProcess listening = ChildProcess.StartTestProgram(TestProgram.Interrupts);
        await listening.WaitForLineAsync(line => line == TestProgram.Listening);

        await InterruptAsync(listening);
        await Task.Delay(300);
        Assert.False(listening.HasExited);
        await InterruptAsync(listening);

        Assert.Equal(130, (await listening.WaitForExitAsync()).ExitCode);
    }

    private static async Task InterruptAsync(ChildProcess process)
    {
        using Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Shells start background jobs that way.</summary>
    private static bool SignalIsIgnored()
    {
        const string Status = "/proc/self/status";
        const int SignalBit = 1 << (2 - 1);
        string? ignored = File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
            : null;
        return ignored is not null && (Convert.ToInt64(ignored["SigIgn:".Length..].Trim(), 16) & SignalBit) != 0;
    }
}
