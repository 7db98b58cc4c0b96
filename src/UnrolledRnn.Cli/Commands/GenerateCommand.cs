using System.CommandLine;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Models;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Commands;

/// <summary><c>generate</c>: continues a prompt with a trained language model.</summary>
internal static class GenerateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Terminal terminal, TextWriter error)
    {
        var prompt = new Option<string>("--prompt") { Description = "What the text begins with", DefaultValueFactory = _ => "" };
        var command = new Command("generate", "Continues a prompt with a trained model") { prompt };
        var model = new ModelChoice(command);
        var choice = new GenerationChoice(command);
        command.SetAction((parsed, cancellation) => CommandLine.Guarded(error, () =>
        {
            string begin = parsed.GetRequiredValue(prompt);
            TextState text = model.Open(parsed, cancellation).State(begin);
            terminal.Generated(begin);
            bool isWhole = LanguageModels.Use(model.Name(parsed), text, state => choice.Search(parsed) is BeamSearchOptions search
                ? Search(terminal, state, search, choice.StopTexts(parsed))
                : Draw(terminal, state, choice.Drawing(parsed), cancellation));
            terminal.Line();
            return isWhole ? ExitCode.Success : ExitCode.Interrupted;
        }));
        return command;
    }

    /// <summary>Writes the pieces as they come.</summary>
    /// <returns>Whether nobody has stopped it.</returns>
    private static bool Draw(Terminal terminal, TextState text, GenerationOptions options, CancellationToken cancellation)
    {
        foreach (string piece in text.Generate(options))
        {
            if (cancellation.IsCancellationRequested)
            {
                return false;
            }

            terminal.Generated(piece);
        }

        return true;
    }

    /// <summary>Writes the best text, up to where it is to stop.</summary>
    private static bool Search(Terminal terminal, TextState text, BeamSearchOptions options, string[] stopTexts)
    {
        string best = text.BeamSearch(options)[0].Text;
        int end = stopTexts
            .Select(stop => best.IndexOf(stop, StringComparison.Ordinal))
            .Where(at => at >= 0)
            .DefaultIfEmpty(best.Length)
            .Min();
        terminal.Generated(best[..end]);
        return true;
    }
}
