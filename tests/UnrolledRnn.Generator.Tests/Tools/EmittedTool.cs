using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Tools;

/// <summary><c>emitted ATTRIBUTES [FILE]</c>: the emitted code of a declaration, or one file of it, such as <c>Step</c>.</summary>
internal static class EmittedTool
{
    public static int Run(string[] arguments)
    {
        if (arguments.Length is 0 or > 2)
        {
            Console.Error.WriteLine("Expected the attributes of a class, and perhaps a file: emitted '[UnrolledRnn(1, 16, 1, 64)]' Step");
            return 1;
        }

        if (Tool.Generate(arguments[0]) is not GeneratorRun run)
        {
            return 1;
        }

        string[] names =
            [.. run.Files.Keys.Where(name => arguments.Length == 1 || name == $"Net.{arguments[1]}.g.cs").Order(StringComparer.Ordinal)];
        if (names.Length == 0)
        {
            Console.Error.WriteLine($"Expected one of {string.Join(", ", run.Files.Keys.Select(name => name.Split('.')[1]))}, got {arguments[1]}.");
            return 1;
        }

        foreach (string name in names)
        {
            Console.WriteLine($"// ---- {name}\n{run.Files[name]}");
        }

        return 0;
    }
}
