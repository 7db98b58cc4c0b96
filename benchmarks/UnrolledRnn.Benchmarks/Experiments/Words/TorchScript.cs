using System.Diagnostics;
using System.Runtime.InteropServices;

namespace UnrolledRnn.Benchmarks.Experiments.Words;

/// <summary>A Python script of the folder Torch that runs beside us.</summary>
internal sealed class TorchScript : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const string LibraryPath = "LD_LIBRARY_PATH";

    private readonly Process _process;

    /// <summary>Starts a script.</summary>
    /// <param name="name">Its file name.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="blasFolder">A folder whose libblas.so.3 goes before that of the system, or null.</param>
    public TorchScript(string name, IEnumerable<string> arguments, string? blasFolder)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Experiments", "Words", "Torch", name);
        var start = new ProcessStartInfo(Python, ["-B", script, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (blasFolder is not null)
        {
            string? others = Environment.GetEnvironmentVariable(LibraryPath);
            start.Environment[LibraryPath] = string.Join(':', Path.GetFullPath(blasFolder), others);
        }

        _process = Process.Start(start)!;
    }

    /// <summary>Writes tokens as the scripts read them.</summary>
    public static void WriteTokens(string path, ReadOnlySpan<int> tokens) => File.WriteAllBytes(path, MemoryMarshal.AsBytes(tokens));

    /// <summary>Gives it a line.</summary>
    public void Write(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>The next line that it has printed.</summary>
    public string Read() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException("PyTorch's process has ended; what it said is above.");

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
