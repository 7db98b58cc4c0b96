using System.Runtime.Intrinsics;

namespace UnrolledRnn.Generator.Tests.Disassembly;

/// <summary>What the JIT makes of the kernels.</summary>
public sealed class KernelDisassemblyTests(KernelListing listing) : IClassFixture<KernelListing>
{
    /// <summary>The network with a method for each layer; methods that only call these, the JIT inlines.</summary>
    private const string InLayers = "Lstm16Thrice";

    /// <summary>What the JIT itself adds outside of reductions: for large stack frames, and to clear and copy a buffer for sums.</summary>
    private static readonly string[] s_memoryHelpers =
    [
        "CORINFO_HELP_STACK_PROBE",
        "CORINFO_HELP_MEMZERO",
        "CORINFO_HELP_MEMCPY",
        "System.SpanHelpers:Memmove",
    ];

    [SkippableTheory]
    [InlineData(512)]
    [InlineData(256)]
    public void Every_network_has_its_kernels(int width)
    {
        ILookup<string, string> names = Kernels(width).ToLookup(method => method.Network, method => method.Name);
        Assert.Equal(width == 512 ? 18 : 17, names.Count);
        Assert.All(names, network => Assert.Contains(network, name => name.EndsWith($"Step{width}", StringComparison.Ordinal)));
        Assert.All(names.Where(network => network.Key != InLayers), network => Assert.Contains($"Forward{width}", network));
    }

    [SkippableTheory]
    [InlineData(512)]
    [InlineData(256)]
    public void Kernels_call_nothing_but_kernels_and_memory_helpers(int width) =>
        AssertNone(Kernels(width), method => method.Calls.Where(call => !IsKernelOf(method, call) && !s_memoryHelpers.Any(call.Contains)));

    [SkippableTheory]
    [InlineData(512)]
    [InlineData(256)]
    public void Kernels_check_no_bounds(int width) =>
        AssertNone(Kernels(width), method =>
            method.Instructions.Where(instruction => instruction.Contains("RNGCHKFAIL", StringComparison.Ordinal)));

    [SkippableTheory]
    [InlineData(512)]
    [InlineData(256)]
    public void Reduction_loops_call_nothing(int width) =>
        AssertNone(Kernels(width), method => method.ReductionLoops.SelectMany(loop => loop.Where(CompiledMethod.IsCall)));

    [SkippableTheory]
    [InlineData(512)]
    [InlineData(256)]
    public void Reduction_loops_spill_no_vector(int width) =>
        AssertNone(Kernels(width), method => method.ReductionLoops.SelectMany(loop => loop.Where(method.IsSpill)));

    [SkippableFact]
    public void Steps_of_one_vector_on_512_bits_spill_none_alone_and_in_stacks() =>
        AssertNone(
            Kernels(512).Where(method => method.Name.EndsWith("Step512", StringComparison.Ordinal)
                && method.Network is "Elman16" or "Lstm16" or "Lstm16Thrice" or "Gru16"),
            method => method.Instructions.Where(method.IsSpill));

    /// <remarks>
    /// Permutations of h that the JIT kept on its stack, which is not aligned, made a step take a quarter longer in some processes.
    /// </remarks>
    [SkippableFact]
    public void Gated_cells_of_16_units_on_256_bits_spill_one_vector_at_most() =>
        Assert.All(
            Kernels(256).Where(method => method.Network is "Lstm16" or "Gru16"),
            method => Assert.InRange(method.Instructions.Count(method.IsSpill), 0, 2));

    [SkippableFact]
    public void Steps_of_one_vector_store_a_state_by_halves_for_a_load_finds_whole_ones_at_some_places_only() =>
        AssertNone(
            Kernels(512).Where(method => method.Name.EndsWith("Step512", StringComparison.Ordinal)
                && method.Network is "Elman16" or "Lstm16" or "Gru16"),
            method => method.Instructions.Where(CompiledMethod.IsStoreOf512));

    [SkippableTheory]
    [InlineData(512)]
    [InlineData(256)]
    public void Wide_layers_have_reduction_loops(int width) =>
        Assert.All(
            Kernels(width).Where(method => method.Network is "Lstm64" or "Lstm128" or "Gru64" && method.Name != $"Tile{width}"),
            method => Assert.NotEmpty(method.ReductionLoops));

    [SkippableFact]
    public void Kernels_for_256_bits_multiply_and_add_vectors_of_256_bits() =>
        Assert.All(Kernels(256), method => Assert.Equal((0, 0), (method.MultiplyAdds("zmm"), method.MultiplyAdds("xmm"))));

    [SkippableFact]
    public void Kernels_for_512_bits_multiply_and_add_vectors_of_512_bits_where_units_fill_them() =>
        Assert.All(
            Kernels(512).Where(method => method.Network.Contains("16", StringComparison.Ordinal)
                || method.Network.Contains("64", StringComparison.Ordinal)),
            method => Assert.Equal((0, 0), (method.MultiplyAdds("ymm"), method.MultiplyAdds("xmm"))));

    [SkippableFact]
    public void Kernels_for_512_bits_multiply_and_add_mostly_vectors_of_512_bits_for_any_nine_units_or_more() =>
        Assert.All(
            Kernels(512).Where(method => method.Network is not ("Lstm8" or "Gru8")),
            method => Assert.True(method.MultiplyAdds("zmm") >= method.MultiplyAdds("ymm"), method.ToString()));

    [SkippableFact]
    public void Eight_units_stay_on_256_bits() =>
        Assert.All(
            Kernels(512).Where(method => method.Network is "Lstm8" or "Gru8"),
            method => Assert.Equal(0, method.MultiplyAdds("zmm")));

    private IReadOnlyList<CompiledMethod> Kernels(int width)
    {
        Skip.If(width == 512 && !Vector512.IsHardwareAccelerated, "This machine has no 512-bit vectors.");
        Skip.IfNot(Vector256.IsHardwareAccelerated, "This machine has no 256-bit vectors.");
        return listing.Kernels(width);
    }

    private static bool IsKernelOf(CompiledMethod method, string call) => call.Contains($".{method.Network}:", StringComparison.Ordinal);

    private static void AssertNone(IEnumerable<CompiledMethod> methods, Func<CompiledMethod, IEnumerable<string>> select)
    {
        string[] found = [.. methods.SelectMany(method => select(method).Select(instruction => $"{method}: {instruction}"))];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }
}
