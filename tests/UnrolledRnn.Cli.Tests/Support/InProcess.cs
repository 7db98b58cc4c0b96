using System.CommandLine;
using UnrolledRnn.Cli.Commands;
using UnrolledRnn.Cli.Display;

namespace UnrolledRnn.Cli.Tests;

/// <summary>Runs command lines within the tests' own process.</summary>
internal static class InProcess
{
    public static Task<CommandResult> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    public static async Task<CommandResult> RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var configuration = new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null };
        int exitCode = await CommandLine.RunAsync(new Terminal(output, isPlain: true), arguments, configuration, cancellation);
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }
}
