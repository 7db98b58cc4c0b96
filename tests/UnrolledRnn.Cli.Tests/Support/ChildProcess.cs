using System.Diagnostics;

namespace UnrolledRnn.Cli.Tests;

/// <summary>A program in a process of its own, killed at the latest when a test ends.</summary>
internal sealed class ChildProcess : IDisposable
{
    // Generous: only a hang reaches it.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly CancellationTokenSource _timeout = new(s_timeout);

    private ChildProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the tool, its output redirected.</summary>
    public static ChildProcess StartTool(string folder, params IEnumerable<string> arguments) =>
        new(new ProcessStartInfo(DotNet, [ToolPath, .. arguments]) { WorkingDirectory = folder });

    /// <summary>Starts the tests' own <see cref="TestProgram"/>.</summary>
    public static ChildProcess StartTestProgram(params IEnumerable<string> arguments) =>
        new(new ProcessStartInfo(DotNet, [typeof(TestProgram).Assembly.Location, .. arguments]));

    /// <summary>Starts any program with changes to the environment; null takes a variable away.</summary>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(start);
    }

    public static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static string ToolPath => Path.Combine(AppContext.BaseDirectory, "unrolled-rnn.dll");

    /// <summary>Reads lines up to one that a test waits for.</summary>
    public async Task WaitForLineAsync(Func<string, bool> isAwaited)
    {
        while (await _process.StandardOutput.ReadLineAsync(_timeout.Token) is string line)
        {
            if (isAwaited(line))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The program ended without the awaited line: {await _error}");
    }

    /// <summary>Waits for the end; the output is what was not read before.</summary>
    public async Task<CommandResult> WaitForExitAsync()
    {
        string output = await _process.StandardOutput.ReadToEndAsync(_timeout.Token);
        await _process.WaitForExitAsync(_timeout.Token);
        return new CommandResult(_process.ExitCode, output, await _error);
    }

    /// <summary>Ends the process at once: SIGKILL, or what Windows has for it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(_timeout.Token);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        _timeout.Dispose();
    }
}
