using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace UnrolledRnn.Generator.Tests.Infrastructure;

/// <summary>What the SDK needs from the system to link a native program.</summary>
internal static class NativeLinker
{
    /// <summary>What is missing on this machine, or null.</summary>
    public static string? Missing { get; } = FindMissing();

    private static string? FindMissing()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
        {
            return "the sample is published for Linux on x64, and this machine is another";
        }

        if (!Starts("clang", "--version") && !Starts("gcc", "--version"))
        {
            return "NativeAOT links with clang or gcc, and neither is installed";
        }

        if (!Starts("objcopy", "--version"))
        {
            return "NativeAOT strips symbols with objcopy of binutils, which is not installed";
        }

        return File.Exists("/usr/include/stdio.h")
            ? null
            : "NativeAOT links with the files of libc6-dev, which is not installed";
    }

    private static bool Starts(string program, string argument)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, argument) { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
