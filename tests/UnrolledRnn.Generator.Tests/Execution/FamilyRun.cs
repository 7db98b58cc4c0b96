using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>
/// What one process, with or without some instruction set, made of the random family; each process runs once for all tests.
/// </summary>
/// <param name="Has512">Whether it had vectors of 512 bits.</param>
/// <param name="Has256">Whether it had vectors of 256 bits.</param>
/// <param name="Count">Floats of its <c>Vector&lt;float&gt;</c>.</param>
/// <param name="Results">By index of the declaration: the hash of all bits it computed, or what was wrong.</param>
internal sealed record FamilyRun(bool Has512, bool Has256, int Count, IReadOnlyDictionary<int, FamilyRun.Result> Results)
{
    private static readonly ConcurrentDictionary<(string? SwitchedOff, int Every), Lazy<FamilyRun>> s_runs = new();

    /// <summary>The run of a process.</summary>
    /// <param name="switchedOff">The variable that switches an instruction set off; null for all that the machine has.</param>
    /// <param name="every">1 for the whole family, n for every nth declaration.</param>
    public static FamilyRun On(string? switchedOff = null, int every = 1) =>
        s_runs.GetOrAdd((switchedOff, every), _ => new Lazy<FamilyRun>(() => Start(switchedOff, every))).Value;

    /// <summary>Checks the family in this process, and prints what a <see cref="FamilyRun"/> reads.</summary>
    public static void Print(System.Reflection.Assembly family, int every, string widths)
    {
        Console.WriteLine(widths);
        for (int index = 0; index < Families.Family.All.Count; index += every)
        {
            var hash = new BitHash();
            string problem = "";
            try
            {
                RandomNetworks.Check(family, index, hash);
            }
            catch (Exception exception)
            {
                problem = Convert.ToBase64String(Encoding.UTF8.GetBytes(exception.ToString()));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{index} {hash.Value:x16} {problem}"));
        }
    }

    /// <summary>The run of the tests' program for another processor, in an emulator of it.</summary>
    /// <param name="emulated">Starts the program with arguments.</param>
    /// <param name="every">1 for the whole family, n for every nth declaration.</param>
    public static FamilyRun In(Func<string[], ProcessStartInfo> emulated, int every) => Start(emulated, every);

    private static FamilyRun Start(string? switchedOff, int every) => Start(
        arguments =>
        {
            string dotnet = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet";
            var start = new ProcessStartInfo(dotnet, ["exec", typeof(Program).Assembly.Location, .. arguments]);
            if (switchedOff is not null)
            {
                start.Environment[switchedOff] = "0";
            }

            return start;
        },
        every);

    private static FamilyRun Start(Func<string[], ProcessStartInfo> program, int every)
    {
        string path = Path.Combine(Path.GetTempPath(), $"unrolled-rnn-family-{Guid.NewGuid():N}.dll");
        File.WriteAllBytes(path, RandomNetworks.Image);
        try
        {
            return Run(program([path, every.ToString(CultureInfo.InvariantCulture)]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static FamilyRun Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        string[] widths = lines[0].Split(' ');
        return new FamilyRun(
            bool.Parse(widths[0]),
            bool.Parse(widths[1]),
            int.Parse(widths[2], CultureInfo.InvariantCulture),
            lines.Skip(1).Select(line => line.Split(' ')).ToDictionary(parts => int.Parse(parts[0], CultureInfo.InvariantCulture), Read));
    }

    private static Result Read(string[] parts) =>
        new(parts[1], parts[2].Length == 0 ? null : Encoding.UTF8.GetString(Convert.FromBase64String(parts[2])));

    /// <summary>One declaration.</summary>
    /// <param name="Hash">The hash of all bits it computed.</param>
    /// <param name="Problem">What was wrong, or null.</param>
    public sealed record Result(string Hash, string? Problem);
}
