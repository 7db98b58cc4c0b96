using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace UnrolledRnn.Generator.Tests.Infrastructure;

/// <summary>QEMU, which runs programs for Linux on Arm64 one by one.</summary>
internal static class Arm64Emulator
{
    private const string Name = "qemu-aarch64";

    /// <summary>Where Debian's packages libc6-arm64-cross and libstdc++6-arm64-cross put the libraries that a program loads.</summary>
    private const string Libraries = "/usr/aarch64-linux-gnu";

    /// <summary>What is missing on this machine, or null.</summary>
    public static string? Missing { get; } = FindMissing();

    /// <summary>How a program that brings its runtime is started.</summary>
    public static ProcessStartInfo StartOf(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Name, [program, .. arguments]);
        start.Environment["QEMU_LD_PREFIX"] = Libraries;
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";

        // The collector would reserve more addresses than the emulator has.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x40000000";

        // Code is written where it is executed: the emulator, before its version 8.1, does not see what is written to a second mapping of
        // the same memory, goes on with what it translated of the memory's former content, and crashes.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";

        // Each method is compiled once, and optimised: in an emulator that is sooner done than a second time in the background.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        return start;
    }

    private static string? FindMissing()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
        {
            return "the emulator is one for Linux on x64, and this machine is another";
        }

        if (!File.Exists($"{Libraries}/lib/libstdc++.so.6"))
        {
            return "programs for Arm64 load libraries of libc6-arm64-cross and libstdc++6-arm64-cross, which are not installed";
        }

        try
        {
            using Process process = Process.Start(new ProcessStartInfo(Name, "--version") { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{Name} does not run";
        }
        catch (Win32Exception)
        {
            return $"{Name} of qemu-user is not installed";
        }
    }
}
