using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;
using UnrolledRnn.Generator.Tests.Execution;

namespace UnrolledRnn.Generator.Tests.Planning;

/// <summary>How a pass over a sequence goes through layers and time.</summary>
public sealed class BlockPlannerTests
{
    private static readonly Lazy<string[]> s_familyFiles = new(() => [.. RandomNetworks.WholeFiles]);

    [Fact]
    public void Layers_of_a_stack_that_the_first_cache_holds_overlap_in_time()
    {
        KernelPlan plan = Plan(inputSize: 1, hiddenSize: 16, layers: 3);
        Assert.True(plan.Unroll.LayersOverlap);
        Assert.Null(plan.Blocks);
    }

    [Fact]
    public void A_stack_beyond_the_first_cache_goes_through_blocks_of_steps()
    {
        KernelPlan plan = Plan(inputSize: 1, hiddenSize: 32, layers: 3);
        Assert.Equal([false, true, true], plan.Blocks!.HoistsInput);
    }

    [Fact]
    public void Many_inputs_beyond_the_first_cache_are_multiplied_for_several_steps_together() =>
        Assert.Equal([true], Plan(inputSize: 64, hiddenSize: 64, layers: 1).Blocks!.HoistsInput);

    [Fact]
    public void Tokens_of_a_single_layer_leave_nothing_to_multiply() =>
        Assert.Null(Plan(inputSize: 64, hiddenSize: 64, layers: 1).TokenBlocks);

    [Theory]
    [InlineData(1, 64, 16)]
    [InlineData(64, 64, 7)]
    [InlineData(64, 8000, 16)]
    public void Few_inputs_or_steps_or_very_long_rows_go_step_by_step(int inputSize, int hiddenSize, int sequenceLength) =>
        Assert.Null(Plan(inputSize, hiddenSize, layers: 1, sequenceLength).Blocks);

    [Theory]
    [InlineData(40, false)]
    [InlineData(56, false)]
    [InlineData(64, true)]
    [InlineData(128, false)]
    public void Panels_take_turns_where_the_first_cache_holds_a_good_part_of_them(int hiddenSize, bool alternates) =>
        Assert.Equal(alternates, Plan(inputSize: 1, hiddenSize, layers: 1).Directions.First().AlternatesPanels);

    [Theory]
    [InlineData(1, 64, 2, 1)]
    [InlineData(40, 64, 2, 1)]
    [InlineData(1, 256, 2, 1)]
    [InlineData(1, 16, 4, 4)]
    public void Loops_stride_no_further_than_the_prefetchers_follow(int inputSize, int hiddenSize, int hiddenTerms, int inputTerms) =>
        Assert.All(Plan(inputSize, hiddenSize, layers: 1).Directions.First().Bodies, body =>
        {
            Assert.Equal(hiddenTerms, body.HiddenTermsPerRound);
            Assert.Equal(inputTerms, body.InputTermsPerRound);
        });

    [Fact]
    public void Where_panels_take_turns_a_round_has_one_step() =>
        Assert.Equal(1, Plan(inputSize: 1, hiddenSize: 64, layers: 1, cell: Cell.GruResetBefore).Unroll.StepsPerRound);

    [Fact]
    public void A_bidirectional_network_has_no_kernels_that_gain_from_panels() =>
        Assert.False(Plan(inputSize: 1, hiddenSize: 128, layers: 1, bidirectional: true).Directions.First().Layout.HasPanels);

    [Theory]
    [InlineData("Block512(", 20)]
    [InlineData("sumRows", 15)]
    [InlineData("(s & 1) == 0", 5)]
    [InlineData("(t & 1) == 0", 2)]
    [InlineData("if (s >= 1", 15)]
    [InlineData("NarrowPanelStride", 8)]
    [InlineData("NarrowLastPanelStride", 3)]
    [InlineData(".LastPanelStride", 8)]
    [InlineData("ref int tokens0", 10)]
    [InlineData("token = Unsafe.Add(ref tokens0", 2)]
    [InlineData("(j ^ 4)", 10)]
    [InlineData("rowColumns = ref Unsafe.Add(ref row, j);", 2)]
    [InlineData("narrowColumns = ref Unsafe.Add(ref narrow, j);", 2)]
    [InlineData("Peephole + j)", 1)]
    public void The_random_family_has_many_networks_with(string text, int atLeast) =>
        Assert.InRange(s_familyFiles.Value.Count(file => file.Contains(text, StringComparison.Ordinal)), atLeast, int.MaxValue);

    private static KernelPlan Plan(
        int inputSize, int hiddenSize, int layers, int sequenceLength = 64, Cell cell = Cell.Lstm, bool bidirectional = false) =>
        Planner.Plan(
            Specs.Network(inputSize, 1, sequenceLength, Enumerable.Repeat(Specs.Recurrent(cell, hiddenSize, bidirectional), layers)));
}
