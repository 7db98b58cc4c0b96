using System.Globalization;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Reports;
using UnrolledRnn.Cli.Results;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Cli.Commands;

/// <summary>What lies beside a trained model: its sample and its pictures.</summary>
/// <param name="terminal">Tells of it.</param>
/// <param name="output">Where it is written to.</param>
internal sealed class TrainingResults(Terminal terminal, OutputFolder output)
{
    /// <summary>Writes them, and lists every file with its size.</summary>
    public void Write(LossHistory history, string? sample, RunSettings settings, bool hasPrevious)
    {
        terminal.Heading("Written");
        if (sample is not null)
        {
            AtomicFile.Write(output.SamplePath, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(sample)));
        }

        Draw(history, settings);
        string[] samples = sample is null ? [] : [output.SamplePath];
        List<string> paths = [output.ModelPath, .. samples, output.CurvePath, output.CoursePath];
        if (hasPrevious)
        {
            paths.Add(output.PreviousModelPath);
        }

        foreach (FileInfo file in paths.Select(path => new FileInfo(path)).Where(file => file.Exists))
        {
            string path = Path.GetRelativePath(Environment.CurrentDirectory, file.FullName);
            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{path}  ({file.Length:N0} bytes)"));
        }
    }

    private void Draw(LossHistory history, RunSettings settings)
    {
        try
        {
            if (!LossCurve.Save(history, settings, output.CurvePath))
            {
                terminal.Line("No loss curve: training stopped before there was a loss to show.");
            }

            CourseCurve.Save(history.Epochs, settings, output.CoursePath);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or TypeInitializationException)
        {
            terminal.Line($"No loss curve: the drawing library does not work on this machine ({exception.Message}).");
        }
    }
}
