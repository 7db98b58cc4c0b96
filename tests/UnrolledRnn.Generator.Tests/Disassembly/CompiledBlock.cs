namespace UnrolledRnn.Generator.Tests.Disassembly;

/// <summary>Instructions between two labels.</summary>
internal sealed record CompiledBlock(string Label, IReadOnlyList<string> Instructions);
