using System.CommandLine;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Measuring;
using UnrolledRnn.Cli.Networks;

namespace UnrolledRnn.Cli.Commands;

/// <summary><c>bench</c>: what a step of the usual networks takes on this machine.</summary>
internal static class BenchCommand
{
    private const int MostUnits = 1024;

    private static readonly int[] s_units = [8, 16, 24, 32, 40, 64, 128];

    /// <summary>Builds the command.</summary>
    public static Command Create(Terminal terminal, TextWriter error)
    {
        var cells = new Option<string[]>("--cell")
        {
            Description = "The cells: lstm, gru, elman; else all",
            HelpName = "CELL",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. NamedCell.Words],
        };
        var hidden = new Option<int[]>("--hidden")
        {
            Description = $"Units of the networks; else {string.Join(", ", s_units)}",
            HelpName = "N",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => s_units,
        };
        var fast = new Option<bool>("--fast") { Description = "With fast activations in place of accurate ones" };
        var onnx = new Option<FileInfo?>("--onnxruntime")
        {
            Description = "ONNX Runtime's native library, to be timed beside; else the newest that NuGet has unpacked on this machine, if any",
            HelpName = "FILE",
        };
        var output = new Option<DirectoryInfo>("--output")
        {
            Description = "The folder for the table, bench.md, and the picture, bench.png",
            DefaultValueFactory = _ => new DirectoryInfo("unrolled-rnn-output"),
            HelpName = "FOLDER",
        };
        var numbers = new Option<bool>(WidthProcess.Option) { Hidden = true };
        cells.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => !NamedCell.Words.Contains(token.Value)) is { } unknown)
            {
                result.AddError($"{cells.Name} must be one of {string.Join(", ", NamedCell.Words)}, got {unknown.Value}.");
            }
        });
        hidden.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => int.TryParse(token.Value, out int units) && units is < 1 or > MostUnits) is { } wrong)
            {
                result.AddError($"{hidden.Name} must be from 1 to {MostUnits}, got {wrong.Value}.");
            }
        });

        var command = new Command(
            "bench",
            "Measures a step of the usual networks on this machine, one value in and one out: on every width of vectors, at every place of a state")
        {
            cells, hidden, fast, onnx, output, numbers,
        };
        command.SetAction((parsed, cancellation) => CommandLine.Guarded(error, () =>
        {
            bool isFast = parsed.GetValue(fast);
            string[] words = [.. parsed.GetRequiredValue(cells).Distinct()];
            int[] units = [.. parsed.GetRequiredValue(hidden).Distinct()];
            MeasuredNetwork[] networks =
            [
                .. from word in words
                   from count in units
                   select new MeasuredNetwork(NamedCell.Of(word), count, isFast),
            ];
            if (parsed.GetValue(numbers))
            {
                CompiledSteps[] codes = [.. networks.Select(network => network.Compile(cancellation))];
                terminal.Line(WidthProcess.Print(MeasuredWidth.Measure(codes, _ => { }, cancellation).Numbers));
                return ExitCode.Success;
            }

            string[] arguments =
            [
                "bench", cells.Name, .. words, hidden.Name, .. units.Select(count => $"{count}"),
                .. isFast ? [fast.Name] : Array.Empty<string>(),
            ];
            var session = new BenchSession(terminal, parsed.GetRequiredValue(output));
            return session.Run(networks, arguments, parsed.GetValue(onnx)?.FullName, cancellation);
        }));
        return command;
    }
}
