using System.Runtime.InteropServices;

namespace UnrolledRnn.Cli.Measuring;

/// <summary>What figures were measured on.</summary>
internal static class Processor
{
    private const string LinuxFacts = "/proc/cpuinfo";
    private const string LinuxName = "model name";

    /// <summary>The processor's name where the system tells it, else its architecture.</summary>
    public static string Name
    {
        get
        {
            string? name = File.Exists(LinuxFacts)
                ? File.ReadLines(LinuxFacts).FirstOrDefault(line => line.StartsWith(LinuxName, StringComparison.Ordinal))?.Split(':', 2)[^1]
                : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
            return string.IsNullOrWhiteSpace(name) ? $"{RuntimeInformation.ProcessArchitecture}" : name.Trim();
        }
    }
}
