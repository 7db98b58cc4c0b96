using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Cli.Measuring;

/// <summary>
/// This program once more, on narrower vectors: which ones there are, the runtime decides when a process starts.
/// </summary>
internal static class WidthProcess
{
    /// <summary>The option by which a process measures and writes numbers alone.</summary>
    public const string Option = "--numbers";

    private static readonly (int Bits, string Setting)[] s_settings = [(256, "DOTNET_EnableAVX512"), (128, "DOTNET_EnableAVX2")];

    /// <summary>The widths that are narrower than this process's, and the setting by which a process has them.</summary>
    public static IEnumerable<(int Bits, string Setting)> Narrower => X86Base.IsSupported
        ? s_settings.Where(one => one.Bits < MachineRow.BitsHere)
        : [];

    /// <summary>Measures the networks in a process of its own.</summary>
    /// <param name="setting">The runtime's setting that is switched off.</param>
    /// <param name="arguments">The words of the command line that name the networks.</param>
    /// <param name="networks">The networks.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="IOException">The process fails.</exception>
    public static MeasuredWidth Measure(
        string setting, IEnumerable<string> arguments, IReadOnlyList<MeasuredNetwork> networks, CancellationToken cancellation)
    {
        string program = Environment.ProcessPath ?? throw new IOException("The program does not know where it is.");
        bool isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        string[] library = isHost ? [typeof(WidthProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. library, .. arguments, Option]) { RedirectStandardOutput = true };
        start.Environment[setting] = "0";
        using Process process = Process.Start(start) ?? throw new IOException($"{program} does not start.");
        using CancellationTokenRegistration end = cancellation.Register(process.Kill);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return MeasuredWidth.Of(networks, Parse(output))
            ?? throw new IOException($"With {setting}=0, the measurement ended with exit code {process.ExitCode} and no figures.");
    }

    /// <summary>Numbers as a process writes them.</summary>
    public static string Print(IEnumerable<double> numbers) =>
        string.Join(' ', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));

    private static double[] Parse(string output)
    {
        string[] words = output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        double[] numbers = new double[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return [];
            }
        }

        return numbers;
    }
}
