using System.Diagnostics;
using UnrolledRnn.Training;

namespace UnrolledRnn.Samples.Tests;

/// <summary>A training that is killed by the operating system, somewhere, and resumed.</summary>
public sealed class KilledRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unrolled-rnn-samples-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_process_that_was_killed_at_any_moment_is_resumed_to_the_bits_of_a_whole_run()
    {
        string path = Path.Combine(_folder.FullName, "run.safetensors");
        Smoother whole = Train(Options(null));
        for (int kill = 0; kill < 2; kill++)
        {
            using Process process = Process.Start("dotnet", ["exec", typeof(KilledRun).Assembly.Location, path]);
            DateTime before = File.GetLastWriteTimeUtc(path);
            while (!process.HasExited && File.GetLastWriteTimeUtc(path) == before)
            {
                Thread.Sleep(1);
            }

            // While it trains, or while it writes the next checkpoint.
            Thread.Sleep(20 * kill);
            process.Kill();
            process.WaitForExit();
            Assert.NotEqual(0, process.ExitCode);
        }

        Smoother resumed = Train(Options(path));

        Assert.Equal(whole.Parameters.ToArray(), resumed.Parameters.ToArray());
    }

    /// <summary>The options of the run, with a checkpoint for each step.</summary>
    internal static FitOptions Options(string? path) => new()
    {
        Epochs = 40, ValidationShare = 0.2f, CheckpointPath = path, CheckpointSteps = path is null ? null : 1, Resume = path is not null,
    };

    /// <summary>The run.</summary>
    internal static Smoother Train(FitOptions options)
    {
        float[] series = [.. Enumerable.Range(0, 400).Select(i => MathF.Sin(i * 0.1f))];
        var network = new Smoother(seed: 1);
        new Trainer<Smoother>(network, new Adam(network.Parameters.Length), batchSize: 8).Fit(new SeriesDataset(series, 1), options);
        return network;
    }
}
