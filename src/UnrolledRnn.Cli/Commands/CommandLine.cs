using System.CommandLine;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Cli.Commands;

/// <summary>The words of the command line.</summary>
internal static class CommandLine
{
    /// <summary>Builds the root command.</summary>
    public static RootCommand Create(Terminal terminal, TextWriter error)
    {
        var output = new Option<DirectoryInfo>("--output")
        {
            Description = "The folder for the model, the sample and the loss curve",
            DefaultValueFactory = _ => new DirectoryInfo("unrolled-rnn-output"),
            HelpName = "FOLDER",
        };
        var root = new RootCommand("Trains and runs recurrent networks that are compiled into this program. Without a command: the demonstration.")
        {
            output,
            TrainCommand.Create(terminal, error),
            GenerateCommand.Create(terminal, error),
            InspectCommand.Create(terminal, error),
        };
        root.SetAction((parsed, cancellation) => Guarded(error, () => DemoCommand.Run(terminal, parsed.GetRequiredValue(output), cancellation)));
        return root;
    }

    /// <summary>Runs a command off the main thread, and turns errors about files into a message and an exit code.</summary>
    public static Task<int> Guarded(TextWriter error, Func<int> run) => Task.Run(() =>
    {
        try
        {
            return run();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ModelFormatException)
        {
            error.WriteLine($"unrolled-rnn: {exception.Message}");
            return ExitCode.BadFile;
        }
    });
}
