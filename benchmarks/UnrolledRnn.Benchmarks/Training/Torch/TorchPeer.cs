using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace UnrolledRnn.Benchmarks.Training.Torch;

/// <summary>PyTorch in a process that waits for its turns; what it does is in a script, such as time_updates.py beside this file.</summary>
internal sealed class TorchPeer : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const string LibraryPath = "LD_LIBRARY_PATH";

    private readonly Process _process;

    private TorchPeer(Process process, string description)
    {
        _process = process;
        Description = description;
    }

    /// <summary>Its version, and the library that multiplies its matrices.</summary>
    public string Description { get; }

    /// <summary>Whether matrices are multiplied by the reference BLAS, which is many times slower than others.</summary>
    public bool HasReferenceBlas => !Description.Contains("openblas", StringComparison.Ordinal)
        && !Description.Contains("mkl", StringComparison.Ordinal);

    /// <summary>Starts it.</summary>
    /// <param name="blasFolder">
    /// A folder whose libblas.so.3 goes before that of the system, or null. It must take its number of threads from OpenMP, as PyTorch
    /// does: with one that has threads of its own, PyTorch on one thread multiplies on several.
    /// </param>
    /// <param name="scriptPath">The script, below the folder of this program; null for the one of updates.</param>
    /// <returns>The peer, or null where there is no PyTorch.</returns>
    public static TorchPeer? TryStart(string? blasFolder, string? scriptPath = null)
    {
        string script = Path.Combine(AppContext.BaseDirectory, scriptPath ?? Path.Combine("Training", "Torch", "time_updates.py"));
        var start = new ProcessStartInfo(Python, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (blasFolder is not null)
        {
            string? others = Environment.GetEnvironmentVariable(LibraryPath);
            start.Environment[LibraryPath] = string.Join(':', Path.GetFullPath(blasFolder), others);
        }

        try
        {
            Process process = Process.Start(start)!;
            string? description = process.StandardOutput.ReadLine();
            if (description is not null)
            {
                return new TorchPeer(process, description);
            }

            process.Dispose();
        }
        catch (Win32Exception)
        {
            // There is no Python.
        }

        return null;
    }

    /// <summary>One update; before the first of its kind, some that are not timed.</summary>
    /// <returns>Its time, and how the tokens were given.</returns>
    public (double Milliseconds, string InputKind) Update(ITrainedNetwork network, int threads) =>
        Ask($"{network.TorchModel} {threads}");

    /// <summary>A turn of what a line asks for.</summary>
    /// <returns>Its time, and the way that it went.</returns>
    public (double Time, string Way) Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        string[] answer = (_process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("PyTorch's process has ended; what it said is above.")).Split(' ');
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), answer[1]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
