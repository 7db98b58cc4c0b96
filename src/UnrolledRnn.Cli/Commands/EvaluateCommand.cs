using System.CommandLine;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Files;
using UnrolledRnn.Cli.Results;
using UnrolledRnn.Text;

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
        var cache = new Option<int?>("--cache")
        {
            Description = "Keeps so many of the last states: a token that came behind a state like the one at hand becomes likelier",
            HelpName = "STATES",
        };
        var theta = new Option<float?>("--cache-theta") { Description = "How much states must be alike; else 1", HelpName = "THETA" };
        var lambda = new Option<float?>("--cache-lambda")
        {
            Description = "The part of the cache in a probability; else 0.1",
            HelpName = "P",
        };
        cache.Validators.Add(Validate.Between(1, NeuralCache.LongestWindow));
        theta.Validators.Add(Validate.AtLeast(0));
        lambda.Validators.Add(Validate.FromAndBelow(0, 1));
        encoding.Validators.Add(Validate.Encoding);
        heading.Validators.Add(Validate.Word(word => word.Trim().Length > 0, "a word"));

        var command = new Command("evaluate", "Says how well a trained model foretells a text: perplexity and bits per character")
        {
            text, encoding, heading, output, cache, theta, lambda,
        };
        command.Validators.Add(result =>
        {
            Option?[] settings = [theta, lambda];
            if (result.GetResult(cache) is null && settings.FirstOrDefault(one => result.GetResult(one!) is not null) is Option given)
            {
                result.AddError($"{given.Name} is for --cache; name how many states it keeps, or leave it out.");
            }
        });
        var model = new ModelChoice(command);
        command.SetAction((parsed, cancellation) => CommandLine.Guarded(error, () =>
        {
            var session = new EvaluationSession(terminal, new OutputFolder(parsed.GetRequiredValue(output)))
            {
                Cache = parsed.GetValue(cache) is int window
                    ? new NeuralCache { Window = window, Theta = parsed.GetValue(theta) ?? 1, Lambda = parsed.GetValue(lambda) ?? 0.1f }
                    : null,
            };
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
