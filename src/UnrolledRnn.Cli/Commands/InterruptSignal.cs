using System.Runtime.InteropServices;

namespace UnrolledRnn.Cli.Commands;

/// <summary>The second Ctrl-C ends the program at once; the first cancels the command, which is the command line's own work.</summary>
internal sealed class InterruptSignal : IDisposable
{
    private readonly PosixSignalRegistration _registration;
    private int _count;

    /// <summary>Begins to listen.</summary>
    public InterruptSignal()
    {
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            if (Interlocked.Increment(ref _count) > 1)
            {
                Environment.Exit(ExitCode.Interrupted);
            }
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _registration.Dispose();
}
