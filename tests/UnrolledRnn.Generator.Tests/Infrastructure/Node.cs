using System.ComponentModel;
using System.Diagnostics;

namespace UnrolledRnn.Generator.Tests.Infrastructure;

/// <summary>Node.js, which runs programs for a browser.</summary>
internal static class Node
{
    public const string Name = "node";

    /// <summary>Whether it is installed.</summary>
    public static bool IsInstalled { get; } = CanStart();

    private static bool CanStart()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(Name, "--version") { RedirectStandardOutput = true })!;
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
