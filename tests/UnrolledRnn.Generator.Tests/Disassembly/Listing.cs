using System.Text.RegularExpressions;

namespace UnrolledRnn.Generator.Tests.Disassembly;

/// <summary>Reads what the JIT writes for <c>DOTNET_JitDisasm</c>.</summary>
internal static partial class Listing
{
    /// <summary>The methods of a listing, in the order in which they were compiled.</summary>
    public static IReadOnlyList<CompiledMethod> Parse(IEnumerable<string> lines)
    {
        var methods = new List<CompiledMethod>();
        List<CompiledBlock> blocks = [];
        List<string> instructions = [];
        foreach (string line in lines)
        {
            if (Header().Match(line) is { Success: true } header)
            {
                blocks = [];
                methods.Add(new CompiledMethod(header.Groups["network"].Value, NameOf(header), false, blocks));
            }
            else if (line == "; rbp based frame")
            {
                methods[^1] = methods[^1] with { HasFramePointer = true };
            }
            else if (Label().Match(line) is { Success: true } label)
            {
                instructions = [];
                blocks.Add(new CompiledBlock(label.Groups["label"].Value, instructions));
            }
            else if (!line.StartsWith(';') && !string.IsNullOrWhiteSpace(line))
            {
                instructions.Add(line.Trim());
            }
        }

        return [.. methods.Select(method => new CompiledMethod(method.Network, method.Name, method.HasFramePointer, method.Blocks))];
    }

    /// <summary>The name of a method; that of a step, for a pass over a sequence that is compiled for a single one.</summary>
    private static string NameOf(Match header) =>
        header.Groups["types"].Value.Contains(nameof(CompilerServices.OneStep), StringComparison.Ordinal)
            ? header.Groups["name"].Value.Replace("Forward", "Step", StringComparison.Ordinal)
            : header.Groups["name"].Value;

    [GeneratedRegex(@"^; Assembly listing for method [\w.]*?(?<network>\w+):(?<name>\w+)(\[(?<types>[\w.,]+)\])?\(")]
    private static partial Regex Header();

    [GeneratedRegex(@"^(?<label>G_M\w+):")]
    private static partial Regex Label();
}
