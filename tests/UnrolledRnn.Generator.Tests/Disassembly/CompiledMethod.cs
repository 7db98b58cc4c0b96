using System.Text.RegularExpressions;

namespace UnrolledRnn.Generator.Tests.Disassembly;

/// <summary>One method of a listing of the JIT.</summary>
/// <param name="Network">The class that has the method.</param>
/// <param name="Name">Its name.</param>
/// <param name="HasFramePointer">Whether rbp points to the stack; otherwise it holds any value.</param>
/// <param name="Blocks">The basic blocks in the order of their addresses.</param>
internal sealed partial record CompiledMethod(string Network, string Name, bool HasFramePointer, IReadOnlyList<CompiledBlock> Blocks)
{
    /// <summary>The sequences of instructions between a label and a jump back to it.</summary>
    private IReadOnlyList<Loop> Loops { get; } = [.. LoopsOf(Blocks)];

    public IEnumerable<string> Instructions => Blocks.SelectMany(block => block.Instructions);

    /// <summary>Instructions that call, or jump to, another method.</summary>
    public IEnumerable<string> Calls => Instructions.Where(IsCall);

    /// <summary>
    /// The innermost loops with multiply-adds. Around those of a pass over a sequence, there is the loop over its time steps, which
    /// reduces nothing.
    /// </summary>
    public IEnumerable<IReadOnlyList<string>> ReductionLoops
    {
        get
        {
            Loop[] candidates = [.. Loops.Where(loop => In(loop).Any(IsMultiplyAdd))];
            return candidates
                .Where(loop => !candidates.Any(other => other != loop && loop.Contains(other)))
                .Where(loop => !Name.StartsWith("Forward", StringComparison.Ordinal)
                    || Loops.Any(other => other != loop && other.Contains(loop)))
                .Select(loop => In(loop).ToArray());
        }
    }

    /// <summary>How many multiply-adds of vectors there are on registers of a kind: xmm, ymm or zmm.</summary>
    public int MultiplyAdds(string register) =>
        Instructions.Count(instruction => IsMultiplyAdd(instruction) && instruction.Contains(register, StringComparison.Ordinal));

    public static bool IsCall(string instruction) => CallPattern().IsMatch(instruction);

    /// <summary>Whether a vector of 512 bits goes to memory.</summary>
    public static bool IsStoreOf512(string instruction) => Store512().IsMatch(instruction);

    /// <summary>Whether a whole vector goes to the stack or comes from there.</summary>
    public bool IsSpill(string instruction) =>
        VectorInMemory().Match(instruction) is { Success: true } match && (HasFramePointer || match.Groups["base"].Value == "rsp");

    public override string ToString() => $"{Network}.{Name}";

    private static bool IsMultiplyAdd(string instruction) => MultiplyAdd().IsMatch(instruction);

    private IEnumerable<string> In(Loop loop) =>
        Blocks.Skip(loop.First).Take(loop.Last - loop.First + 1).SelectMany(block => block.Instructions);

    private static IEnumerable<Loop> LoopsOf(IReadOnlyList<CompiledBlock> blocks)
    {
        var indices = blocks.Select((block, index) => (block.Label, index)).ToDictionary(pair => pair.Label, pair => pair.index);
        return blocks
            .SelectMany((block, index) => block.Instructions.Select(instruction => (Target: Jump().Match(instruction), Last: index)))
            .Where(jump => jump.Target.Success)
            .Select(jump => new Loop(indices[jump.Target.Groups["label"].Value], jump.Last))
            .Where(loop => loop.First <= loop.Last)
            .Distinct();
    }

    [GeneratedRegex(@"^vfn?m(add|sub)\w*ps\b")]
    private static partial Regex MultiplyAdd();

    [GeneratedRegex(@"^(call|tail\.jmp|rex\.jmp)\b")]
    private static partial Regex CallPattern();

    [GeneratedRegex(@"[xyz]mmword ptr \[(?<base>rsp|rbp)")]
    private static partial Regex VectorInMemory();

    [GeneratedRegex(@"^vmov\w+\s+zmmword ptr")]
    private static partial Regex Store512();

    [GeneratedRegex(@"^j\w+\s+(SHORT )?(?<label>G_M\w+)")]
    private static partial Regex Jump();

    private sealed record Loop(int First, int Last)
    {
        public bool Contains(Loop other) => First <= other.First && other.Last <= Last;
    }
}
