using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Tools;

/// <summary>What an engineer asks of the generator from the command line; CONTRIBUTING.md shows how.</summary>
internal static class Tool
{
    private static readonly Dictionary<string, Func<string[], int>> s_all = new(StringComparer.Ordinal)
    {
        ["emitted"] = EmittedTool.Run,
        ["disassembly"] = DisassemblyTool.Run,
        ["family"] = FamilyTool.Run,
        ["accept"] = AcceptTool.Run,
    };

    /// <summary>Runs the tool that the first argument names; null where it names none.</summary>
    public static int? Run(string[] arguments) => arguments.Length > 0 && s_all.TryGetValue(arguments[0], out Func<string[], int>? run)
        ? run(arguments[1..])
        : null;

    /// <summary>Runs the generator on a class with the given attributes, and prints what it or the compiler has to say.</summary>
    public static GeneratorRun? Generate(string attributes)
    {
        GeneratorRun run = GeneratorRun.Of($"using UnrolledRnn;\n{attributes} public sealed partial class Net;\n");
        string[] problems =
            [.. run.GeneratorDiagnostics.Concat(run.CompilerDiagnostics).Where(IsProblem).Select(diagnostic => diagnostic.ToString())];
        foreach (string problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        return problems.Length == 0 ? run : null;
    }

    // CS1591: the class of the tool has no documentation.
    private static bool IsProblem(Microsoft.CodeAnalysis.Diagnostic diagnostic) => diagnostic.Id != "CS1591";
}
