namespace UnrolledRnn.Cli.Tests;

/// <summary>What a command line has come to.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error);
