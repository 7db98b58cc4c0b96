using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;
using UnrolledRnn.Generator.Tests.Execution.Families;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Planning;

/// <summary>How a pass over a sequence goes through layers and time.</summary>
public sealed class BlockPlannerTests
{
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
    public void Tokens_of_a_single_layer_leave_nothing_to_multiply() => Assert.Null(Plan(inputSize: 64, hiddenSize: 64, layers: 1).TokenBlocks);

    [Theory]
    [InlineData(1, 64, 16)]
    [InlineData(64, 64, 7)]
    [InlineData(64, 8000, 16)]
    public void Few_inputs_or_steps_or_very_long_rows_go_step_by_step(int inputSize, int hiddenSize, int sequenceLength) =>
        Assert.Null(Plan(inputSize, hiddenSize, layers: 1, sequenceLength).Blocks);

    [Theory]
    [InlineData(40, false)]
    [InlineData(64, true)]
    [InlineData(128, false)]
    public void Panels_take_turns_where_the_first_cache_holds_a_good_part_of_them(int hiddenSize, bool alternates) =>
        Assert.Equal(alternates, Plan(inputSize: 1, hiddenSize, layers: 1).Recurrent[0].AlternatesPanels);

    [Theory]
    [InlineData(64, 2)]
    [InlineData(256, 2)]
    [InlineData(16, 4)]
    public void Loops_stride_no_further_than_the_prefetchers_follow(int hiddenSize, int termsPerRound) =>
        Assert.All(Plan(inputSize: 1, hiddenSize, layers: 1).Recurrent[0].Bodies, body => Assert.Equal(termsPerRound, body.TermsPerRound));

    [Fact]
    public void The_random_family_has_networks_of_every_kind()
    {
        IReadOnlyDictionary<string, string> files = GeneratorRun.Of(Family.Source).Files;
        string[] forward = [.. files.Where(file => file.Key.EndsWith("Forward.g.cs", StringComparison.Ordinal)).Select(file => file.Value)];

        Assert.InRange(forward.Count(text => text.Contains("Block512(", StringComparison.Ordinal)), 15, int.MaxValue);
        Assert.InRange(forward.Count(text => text.Contains("sumRows", StringComparison.Ordinal)), 10, int.MaxValue);
        Assert.InRange(forward.Count(text => text.Contains("(s & 1) == 0", StringComparison.Ordinal)), 3, int.MaxValue);
        Assert.InRange(forward.Count(text => text.Contains("(t & 1) == 0", StringComparison.Ordinal)), 3, int.MaxValue);
        Assert.InRange(forward.Count(text => text.Contains("if (s >= 1", StringComparison.Ordinal)), 15, int.MaxValue);
    }

    private static KernelPlan Plan(int inputSize, int hiddenSize, int layers, int sequenceLength = 64) => Planner.Plan(new NetworkSpec
    {
        Target = new TargetType { Name = "Net", Namespace = "", HintName = "Net" },
        InputSize = inputSize,
        Recurrent = new(Enumerable.Repeat(new RecurrentSpec(Cell.Lstm, hiddenSize), layers)),
        OutputSize = 1,
        SequenceLength = sequenceLength,
    });
}
