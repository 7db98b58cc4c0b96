namespace UnrolledRnn.Cli.Commands;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Wrong words on the command line.</summary>
    public const int Usage = 1;

    /// <summary>A file is missing, unreadable, damaged or of another kind.</summary>
    public const int BadFile = 2;

    /// <summary>The loss became infinite or NaN.</summary>
    public const int Diverged = 3;

    /// <summary>A fault of this program.</summary>
    public const int Unexpected = 70;

    /// <summary>Ctrl-C, after everything was saved.</summary>
    public const int Interrupted = 130;
}
