using System.CommandLine;
using System.Globalization;
using UnrolledRnn.Cli.Conversion;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Results;
using UnrolledRnn.Formats;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Cli.Commands;

/// <summary><c>convert</c>: a model file in another format.</summary>
internal static class ConvertCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Terminal terminal, TextWriter error)
    {
        Argument<FileInfo> input = ModelArguments.Model();
        Argument<FileInfo> output = ModelArguments.Output("OUT", ModelFiles.WrittenExtensions);
        var overwrite = new Option<bool>("--overwrite") { Description = "Replaces OUT where it is there" };
        var command = new Command(
            "convert", "Writes a model file in the format of another file's extension, and reads it back before it is kept")
        {
            input, output, overwrite,
        };
        var reading = new ReadingOptions(command);
        command.SetAction((parsed, _) => CommandLine.Guarded(error, () =>
        {
            FileInfo from = parsed.GetRequiredValue(input);
            FileInfo to = parsed.GetRequiredValue(output);
            OutputFile.Prepare(to.FullName, parsed.GetValue(overwrite));
            ModelDescription model = reading.Read(from.FullName, parsed);
            terminal.Line(string.Create(
                CultureInfo.InvariantCulture, $"Read {from.Name}: {model.Format}, {model}, {model.ParameterCount:N0} parameters"));
            VerifiedFile file = VerifiedFile.Of(model, to.FullName, reading.Of(parsed).AllowNonFinite);
            AtomicFile.Write(to.FullName, stream => stream.Write(file.Bytes.Span));
            terminal.Line(string.Create(
                CultureInfo.InvariantCulture, $"Wrote {to.Name}: {file.ReadBack.Format}, {file.Bytes.Length:N0} bytes; ")
                + "read back before it was put in place: layers and tensors are the same");
            foreach (string loss in Losses(model, file))
            {
                terminal.Line(loss);
            }

            return ExitCode.Success;
        }));
        return command;
    }

    /// <summary>What the format does not keep.</summary>
    private static IEnumerable<string> Losses(ModelDescription model, VerifiedFile file)
    {
        if (model.SampleRate is double rate && file.ReadBack.SampleRate != rate)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Not kept: the sample rate, {rate:N0} Hz");
        }

        if (model.PrewarmSeconds > 0 && file.ReadBack.PrewarmSeconds == 0)
        {
            string state = ModelComparison.LeavesOutState(model, file.ReadBack) ? ", and the initial state, to which they lead" : "";
            yield return string.Create(
                CultureInfo.InvariantCulture, $"Not kept: {model.PrewarmSeconds} s of zeros to be heard before the first sample{state}");
        }

        IReadOnlyDictionary<string, string> kept = file.ReadBack.Metadata;
        string[] texts = [.. model.Metadata.Where(text => kept.GetValueOrDefault(text.Key) != text.Value).Select(text => text.Key)];
        if (texts.Length > 0)
        {
            yield return $"Not kept: {string.Join(", ", texts)}";
        }
    }
}
