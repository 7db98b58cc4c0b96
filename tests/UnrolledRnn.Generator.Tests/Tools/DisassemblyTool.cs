using UnrolledRnn.Generator.Tests.Disassembly;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Tools;

/// <summary>
/// <c>disassembly WIDTH ATTRIBUTES [METHOD]</c>: the machine code of a declaration's kernels for vectors of 512 or 256 bits.
/// </summary>
internal static class DisassemblyTool
{
    public static int Run(string[] arguments)
    {
        if (arguments.Length is < 2 or > 3 || arguments[0] is not ("512" or "256"))
        {
            Console.Error.WriteLine("Expected 512 or 256, the attributes of a class, and perhaps a method: disassembly 512 '[UnrolledRnn(1, 16, 1, 64)]' Forward512");
            return 1;
        }

        if (Tool.Generate(arguments[1]) is not GeneratorRun run)
        {
            return 1;
        }

        int width = int.Parse(arguments[0], System.Globalization.CultureInfo.InvariantCulture);
        string methods = arguments.Length == 3 ? arguments[2] : $"*Step{width} *Forward{width} *Tile{width} *Block{width}";
        Console.WriteLine(KernelListing.TextOf(run.Emit(), width, methods));
        return 0;
    }
}
