using System.CommandLine;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Files;
using UnrolledRnn.Cli.Results;

namespace UnrolledRnn.Cli.Commands;

/// <summary><c>train</c>: trains a network on a text file.</summary>
internal static class TrainCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Terminal terminal, TextWriter error)
    {
        var text = new Option<FileInfo>("--text") { Description = "The text to learn", Required = true, HelpName = "FILE" };
        var encoding = new Option<string>("--encoding")
        {
            Description = "The encoding of the text, such as latin1, utf-16 or windows-1252, where no byte order mark names it",
            DefaultValueFactory = _ => TextEncoding.Default,
            HelpName = "NAME",
        };
        var prompt = new Option<string>("--prompt") { Description = "What the samples begin with", DefaultValueFactory = _ => "\n" };
        Option<DirectoryInfo> output = OutputOptions.Folder();
        Option<bool> overwrite = OutputOptions.Overwrite();
        encoding.Validators.Add(Validate.Encoding);

        var command = new Command(
            "train",
            "Trains a network on a text whose last tenth is held out: the compiled-in one, or one of the sizes that are given, "
            + "or a class of an assembly")
        {
            text, encoding,
        };
        var network = new NetworkOptions(command);
        var fitting = new FittingOptions(command);
        var logs = new LogOptions(command);
        command.Options.Add(prompt);
        command.Options.Add(output);
        command.Options.Add(overwrite);
        command.SetAction((parsed, cancellation) => CommandLine.Guarded(error, () =>
        {
            string path = parsed.GetRequiredValue(text).FullName;
            string content = TextFile.Read(path, TextEncoding.Find(parsed.GetRequiredValue(encoding))!);
            var folder = new OutputFolder(parsed.GetRequiredValue(output));
            var request = new TrainingRequest(
                new TrainingText(Path.GetFileName(path), content), fitting.Read(parsed, folder), parsed.GetRequiredValue(prompt))
            {
                Words = [.. parsed.Tokens.Select(token => token.Value)],
                KeepsCheckpoint = fitting.NamesCheckpoint(parsed),
            };
            request = logs.Add(request, parsed, parsed.GetValue(overwrite));
            var session = new TrainingSession(terminal, folder, parsed.GetValue(overwrite));
            return new NetworkChoice(session, path).Run(request, network.Sizes(parsed), network.Class(parsed), cancellation);
        }));
        return command;
    }
}
