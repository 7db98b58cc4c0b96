using System.CommandLine;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Files;
using UnrolledRnn.Cli.Results;

namespace UnrolledRnn.Cli.Commands;

/// <summary><c>evaluate</c>: how well a language model foretells a text.</summary>
internal static class EvaluateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Terminal terminal, TextWriter error)
    {
        var text = new Option<FileInfo>("--text") { Description = "The text to foretell", Required = true, HelpName = "FILE" };
        var encoding = new Option<string>("--encoding")
        {
            Description = "The encoding of the text, unless it has a byte order mark",
            DefaultValueFactory = _ => TextEncoding.Default,
            HelpName = "NAME",
        };
        var heading = new Option<string>("--heading")
        {
            Description = "What the first line of a chapter begins with; without chapters, the text goes by tenths",
            DefaultValueFactory = _ => "Chapter",
            HelpName = "WORD",
        };
        var output = new Option<DirectoryInfo>("--output")
        {
            Description = "The folder for the picture, evaluation.png",
            DefaultValueFactory = _ => new DirectoryInfo("unrolled-rnn-output"),
            HelpName = "FOLDER",
        };
        encoding.Validators.Add(Validate.Encoding);
        heading.Validators.Add(Validate.Word(word => word.Trim().Length > 0, "a word"));

        var command = new Command("evaluate", "Says how well a trained model foretells a text: perplexity and bits per character")
        {
            text, encoding, heading, output,
        };
        var model = new ModelChoice(command);
        command.SetAction((parsed, cancellation) => CommandLine.Guarded(error, () =>
        {
            var session = new EvaluationSession(terminal, new OutputFolder(parsed.GetRequiredValue(output)));
            return session.Run(
                model.Name(parsed),
                () => model.Open(parsed, cancellation),
                parsed.GetRequiredValue(text).FullName,
                TextEncoding.Find(parsed.GetRequiredValue(encoding))!,
                parsed.GetRequiredValue(heading).Trim(),
                cancellation);
        }));
        return command;
    }
}
