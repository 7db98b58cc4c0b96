using System.Text;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Measuring;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Cli.Commands;

/// <summary>Measures networks, shows the figures, and writes them to a folder.</summary>
internal sealed class BenchSession(Terminal terminal, DirectoryInfo output)
{
    /// <summary>Runs it.</summary>
    /// <param name="networks">The networks.</param>
    /// <param name="arguments">The words of the command line that name them.</param>
    /// <param name="onnxLibrary">ONNX Runtime's native library; null for one that is found.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Run(
        IReadOnlyList<MeasuredNetwork> networks, IReadOnlyList<string> arguments, string? onnxLibrary, CancellationToken cancellation)
    {
        string? library = onnxLibrary ?? OnnxLibrary.Find();
        if (library is not null && !File.Exists(library))
        {
            throw new IOException($"Expected ONNX Runtime's native library, found no file {library}.");
        }

        output.Create();
        try
        {
            CompiledSteps[] codes = [.. networks.Select(network => network.Compile(cancellation))];
            List<MeasuredWidth> widths = [];
            terminal.Progress("Measuring", report => widths.Add(MeasuredWidth.Measure(codes, report, cancellation)));
            foreach ((int bits, string setting) in WidthProcess.Narrower)
            {
                terminal.Progress(
                    $"Measuring with vectors of {bits} bits",
                    _ => widths.Add(WidthProcess.Measure(setting, arguments, networks, cancellation)));
            }

            Report(widths, library is null ? [] : MeasureOnnx(codes, library, cancellation), library);
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            terminal.Line("Interrupted: nothing is written.");
            return ExitCode.Interrupted;
        }
    }

    private static Dictionary<string, double> MeasureOnnx(
        IEnumerable<CompiledSteps> codes, string library, CancellationToken cancellation)
    {
        OnnxLibrary.Use(library);
        Dictionary<string, double> times = [];
        foreach (CompiledSteps code in codes)
        {
            cancellation.ThrowIfCancellationRequested();
            if (OnnxSteps.TryMeasure(code.Model) is double time)
            {
                times.Add(code.Network.Name, time);
            }
        }

        return times;
    }

    private void Report(IReadOnlyList<MeasuredWidth> widths, Dictionary<string, double> onnx, string? library)
    {
        string processor = Processor.Name;
        StepRow[] rows = [.. widths.SelectMany(width => width.Rows)];
        var table = new StepTable(rows, onnx);
        string[] facts =
        [
            $"{processor}, .NET {Environment.Version}; nanoseconds of a step, medians; a state lies at the best of eight places",
            .. widths.Select(width => $"{width.Machine}"),
            onnx.Count > 0 ? $"ONNX Runtime {OnnxSteps.Version}, one thread; beside it, how many times our step that takes"
            : library is null ? "ONNX Runtime: not found; --onnxruntime FILE names its native library"
            : $"ONNX Runtime: {library} could not be used",
        ];
        foreach (string fact in facts)
        {
            terminal.Line(fact);
        }

        terminal.Table(table.Columns, table.Rows);
        string tablePath = Path.Combine(output.FullName, "bench.md");
        string picturePath = Path.Combine(output.FullName, "bench.png");
        string text = string.Join('\n', [.. facts.Select(fact => $"- {fact}"), "", .. table.Markdown, ""]);
        AtomicFile.Write(tablePath, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        StepPicture.Save(rows, onnx, processor, picturePath);
        terminal.Line($"{tablePath} and {picturePath} hold this table and a picture of it");
    }
}
