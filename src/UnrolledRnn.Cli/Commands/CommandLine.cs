using System.CommandLine;
using System.CommandLine.Invocation;
using System.Diagnostics.CodeAnalysis;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Results;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Cli.Commands;

/// <summary>The words of the command line.</summary>
internal static class CommandLine
{
    /// <summary>Builds the root command.</summary>
    public static RootCommand Create(Terminal terminal, TextWriter error)
    {
        Option<DirectoryInfo> output = OutputOptions.Folder();
        Option<bool> overwrite = OutputOptions.Overwrite();
        var root = new RootCommand(
            "Trains and runs recurrent networks, and reads those of other programs. Without a command: the demonstration.")
        {
            output,
            overwrite,
            TrainCommand.Create(terminal, error),
            GenerateCommand.Create(terminal, error),
            EvaluateCommand.Create(terminal, error),
            InspectCommand.Create(terminal, error),
            DeclareCommand.Create(terminal, error),
            ConvertCommand.Create(terminal, error),
            RenderCommand.Create(terminal, error),
            BenchCommand.Create(terminal, error),
        };
        root.SetAction((parsed, cancellation) => Guarded(
            error,
            () => DemoCommand.Run(terminal, new OutputFolder(parsed.GetRequiredValue(output)), parsed.GetValue(overwrite), cancellation)));
        return root;
    }

    /// <summary>Parses and runs the words of a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(
        Terminal terminal, string[] arguments, InvocationConfiguration configuration, CancellationToken cancellation = default) =>
        GuardedAsync(configuration.Error, () =>
        {
            CheckWorkingFolder();

            // A prompt may begin with @, which would name a file of further arguments.
            var parser = new ParserConfiguration { ResponseFileTokenReplacer = null };
            ParseResult parsed = Create(terminal, configuration.Error).Parse(arguments, parser);
            if (parsed.Action is ParseErrorAction)
            {
                UsageErrors.Write(parsed, configuration.Error);
                return Task.FromResult(ExitCode.Usage);
            }

            return parsed.InvokeAsync(configuration, cancellation);
        });

    /// <summary>Runs a command off the main thread, and turns what goes wrong into a message and an exit code.</summary>
    public static Task<int> Guarded(TextWriter error, Func<int> run) => GuardedAsync(error, () => Task.Run(run));

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Nobody else is there to catch it.")]
    private static async Task<int> GuardedAsync(TextWriter error, Func<Task<int>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ModelFormatException)
        {
            error.WriteLine($"unrolled-rnn: {Printable.Line(exception.Message)}");
            return ExitCode.BadFile;
        }
        catch (Exception exception)
        {
            string problem = Printable.Line(exception.Message);
            error.WriteLine($"unrolled-rnn: unexpected {exception.GetType().Name}, a fault of this program: {problem}");
            return ExitCode.Unexpected;
        }
    }

    /// <summary>A program stays where it was started when that folder is deleted, and no path leads anywhere from there.</summary>
    private static void CheckWorkingFolder()
    {
        try
        {
            _ = Environment.CurrentDirectory;
        }
        catch (FileNotFoundException exception)
        {
            throw new IOException("The working folder is no longer there; change to another one first.", exception);
        }
    }
}
