using System.Diagnostics;

namespace UnrolledRnn.Generator.Tests.Infrastructure;

/// <summary>Programs that tests run to their end.</summary>
internal static class Command
{
    /// <summary>The dotnet that runs the tests.</summary>
    public static string DotnetPath => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs the SDK and returns what it printed.</summary>
    public static string Dotnet(string folder, params string[] arguments) => Run(DotnetPath, folder, arguments);

    /// <summary>Runs a program that must succeed and returns what it printed.</summary>
    public static string Run(string program, string folder, params string[] arguments) =>
        Run(program, folder, new Dictionary<string, string>(), arguments);

    /// <summary>The same with variables of the environment.</summary>
    public static string Run(string program, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        ProcessStartInfo start = StartOf(program, folder, arguments);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{output}\n{error.Result}");
        return output;
    }

    /// <summary>From just before a program is started to the first line that it prints.</summary>
    public static TimeSpan TimeToFirstLine(string program, string folder, params string[] arguments)
    {
        ProcessStartInfo start = StartOf(program, folder, arguments);
        long before = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string? line = process.StandardOutput.ReadLine();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(before);
        process.WaitForExit();
        Assert.NotNull(line);
        return elapsed;
    }

    private static ProcessStartInfo StartOf(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        return start;
    }
}
