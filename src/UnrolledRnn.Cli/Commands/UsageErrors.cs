using System.CommandLine;
using UnrolledRnn.Cli.Display;

namespace UnrolledRnn.Cli.Commands;

/// <summary>What a person is told whose words the command line does not know.</summary>
internal static class UsageErrors
{
    // A mistyped word of a long line would suggest nothing, and be slow to compare.
    private const int LongestWord = 40;

    private static readonly (string TypeName, string Words)[] s_types =
    [
        ("as expected type 'System.Int32'", "as a whole number"),
        ("as expected type 'System.Single'", "as a number"),
        ("as expected type 'System.IO.FileInfo'", "as the name of a file"),
        ("as expected type 'System.IO.DirectoryInfo'", "as the name of a folder"),
    ];

    /// <summary>Writes each error as a sentence, and where help is.</summary>
    public static void Write(ParseResult parsed, TextWriter error)
    {
        Command command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens.Count > 0)
        {
            error.WriteLine($"unrolled-rnn: {Printable.Line(Unknown(command, parsed.UnmatchedTokens[0]))}");
        }

        // The library names each word behind an unknown one too.
        foreach (string message in parsed.Errors.Select(problem => problem.Message))
        {
            if (!parsed.UnmatchedTokens.Any(token => message.Contains($"'{token}'", StringComparison.Ordinal)))
            {
                error.WriteLine($"unrolled-rnn: {Printable.Line(WithPlainTypes(message))}");
            }
        }

        string name = command is RootCommand ? "" : $"{command.Name} ";
        error.WriteLine($"'unrolled-rnn {name}--help' shows what can be written here.");
    }

    private static string Unknown(Command command, string word)
    {
        bool isOption = word.StartsWith('-');
        word = isOption ? word.Split('=', ':')[0] : word;
        IEnumerable<string> known = isOption
            ? command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))
            : command.Subcommands.Select(subcommand => subcommand.Name);
        string? meant = word.Length <= LongestWord ? Suggestion.For(word, known) : null;
        string kind = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        return meant is null ? $"There is no {kind} '{word}' here." : $"There is no {kind} '{word}' here; did you mean '{meant}'?";
    }

    private static string WithPlainTypes(string message) =>
        s_types.Aggregate(message, (text, type) => text.Replace(type.TypeName, type.Words, StringComparison.Ordinal));
}
