using UnrolledRnn.Generator.Tests.Execution;
using UnrolledRnn.Generator.Tests.Execution.Families;

namespace UnrolledRnn.Generator.Tests.Tools;

/// <summary><c>family NAME</c>: one family of random declarations against its reference, without compiling the others.</summary>
internal static class FamilyTool
{
    public static int Run(string[] arguments)
    {
        if (arguments.Length != 1 || !Family.Parts.TryGetValue(arguments[0], out IReadOnlyList<Declaration>? part))
        {
            Console.Error.WriteLine($"Expected one of {string.Join(", ", Family.Parts.Keys)}.");
            return 1;
        }

        int failures = RandomNetworks.CheckApart(part, Console.Out);
        Console.WriteLine($"{part.Count - failures} of {part.Count} declarations compute what the reference computes.");
        return failures == 0 ? 0 : 1;
    }
}
