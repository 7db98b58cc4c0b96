using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Tests.Planning;

/// <summary>Decisions, as plain values.</summary>
public sealed class PlannerTests
{
    [Fact]
    public void Rows_are_padded_to_whole_cache_lines()
    {
        KernelPlan plan = Plan(3, 17, 2, 5);
        Assert.Equal(32, plan.Directions.First().Layout.Stride);
        Assert.Equal(16, Output(plan).Stride);
        Assert.All(plan.Parameters.Blocks, block => Assert.Equal(0, block.Offset % 16));
    }

    /// <remarks>Four states of 1,000 LSTM units take 32 KB of a stack, and of 5,000 units 160.</remarks>
    [Theory]
    [InlineData(1000, true)]
    [InlineData(5000, false)]
    public void Streams_are_brought_together_on_the_stack_where_their_states_are_small_beside_one(int hiddenSize, bool gathers)
    {
        KernelPlan plan = Planner.Plan(Specs.Network(1, 1, 5, Specs.Recurrent(Cell.Lstm, hiddenSize)));

        Assert.Equal(4, plan.TileStreams);
        Assert.Equal(gathers, plan.GathersStreams);
    }

    /// <remarks>With 512 local variables the JIT inlines nothing more: the step was two to four times as long.</remarks>
    [Theory]
    [InlineData(RnnCell.Lstm, 40, 1, true)]
    [InlineData(RnnCell.Lstm, 32, 2, false)]
    [InlineData(RnnCell.Lstm, 40, 2, false)]
    [InlineData(RnnCell.Gru, 64, 2, true)]
    [InlineData(RnnCell.Gru, 64, 4, false)]
    public void A_step_is_one_method_where_the_JIT_inlines_all_activations(RnnCell cell, int hiddenSize, int layers, bool isOne)
    {
        KernelPlan plan = Planner.Plan(Specs.Network(1, 1, 64, Enumerable.Repeat(Specs.Recurrent((Cell)cell, hiddenSize), layers)));

        Assert.Equal(isOne, plan.StepIsOneMethod);
    }

    [Theory]
    [InlineData(16, 1, true)]
    [InlineData(16, 2, true)]
    [InlineData(40, 2, false)]
    public void A_step_is_the_start_of_a_pass_that_has_its_text(int hiddenSize, int layers, bool isStart)
    {
        KernelPlan plan = Planner.Plan(Specs.Network(1, 1, 64, Enumerable.Repeat(Specs.Recurrent(Cell.Lstm, hiddenSize), layers)));

        Assert.Equal(isStart, plan.StepIsStartOfPass(VectorWidth.Bits256, InputForm.Vector));
        Assert.False(plan.StepIsStartOfPass(VectorWidth.Bits128, InputForm.Vector));
    }

    [Theory]
    [InlineData(1, 16, false)]
    [InlineData(8, 16, true)]
    [InlineData(64, 64, false)]
    public void Vectors_and_tokens_share_kernels_where_neither_goes_by_blocks(int inputSize, int hiddenSize, bool share)
    {
        KernelPlan plan = Planner.Plan(Specs.Network(inputSize, 1, 64, Specs.Recurrent(Cell.Lstm, hiddenSize)));

        Assert.Equal(share, plan.KernelsTakeEither);
    }

    [Fact]
    public void Parameters_follow_each_other_without_gap_or_overlap()
    {
        ParameterPlan parameters = Plan(3, 17, 2, 5).Parameters;
        int end = 0;
        foreach (ParameterBlock block in parameters.Blocks)
        {
            Assert.Equal(end, block.Offset);
            end += block.Length;
        }

        Assert.Equal(end, parameters.BufferLength);
        Assert.Equal((3 * 17) + (17 * 17) + 17 + (17 * 2) + 2, parameters.Count);
    }

    [Theory]
    [InlineData(16, 1, OutputForm.Rows)]
    [InlineData(64, 3, OutputForm.Rows)]
    [InlineData(4, 1, OutputForm.Columns)]
    [InlineData(256, 96, OutputForm.Columns)]
    public void Few_outputs_are_dot_products_and_many_go_across_lanes(int hiddenSize, int outputSize, object form) =>
        Assert.Equal((OutputForm)form, Output(Plan(1, hiddenSize, outputSize, 5)).Form);

    [Theory]
    [InlineData(95)]
    [InlineData(191)]
    [InlineData(250)]
    [InlineData(256)]
    public void Looped_output_panels_hold_whole_vectors_alone(int outputSize)
    {
        foreach (ProductPlan output in Output(Plan(2, 8, outputSize, 3)).Products)
        {
            Assert.True(output.FullPanels * output.PanelVectors * output.Lanes <= outputSize);
            Assert.Equal(output.Vectors, (output.FullPanels * output.PanelVectors) + output.RemainderVectors);
        }
    }

    [Theory]
    [InlineData(1, 1, "rnn.weight_ih_l0 rnn.weight_hh_l0 rnn.bias_ih_l0 linear.weight linear.bias")]
    [InlineData(2, 1, "rnn.weight_ih_l0 rnn.weight_hh_l0 rnn.bias_ih_l0 rnn.weight_ih_l1 rnn.weight_hh_l1 rnn.bias_ih_l1 linear.weight linear.bias")]
    [InlineData(1, 2, "rnn.weight_ih_l0 rnn.weight_hh_l0 rnn.bias_ih_l0 rnn.weight_ih_l0_reverse rnn.weight_hh_l0_reverse rnn.bias_ih_l0_reverse linear.weight linear.bias")]
    public void Parameters_have_the_names_of_PyTorch(int layers, int directions, string names)
    {
        NetworkSpec spec = Specs.Network(1, 1, 5, Enumerable.Repeat(Specs.Recurrent(Cell.Lstm, 4, bidirectional: directions == 2), layers));
        Assert.Equal(names, string.Join(" ", Planner.Plan(spec).Parameters.Blocks.Select(block => block.TorchName)));
    }

    [Fact]
    public void Small_network_is_straight_line_code() => Assert.True(Plan(1, 3, 1, 8).Unroll.IsStraightLine);

    [Fact]
    public void Large_network_is_a_loop_over_a_divisor_of_the_sequence_length()
    {
        UnrollPlan unroll = Plan(1, 8, 1, 64).Unroll;
        Assert.False(unroll.IsStraightLine);
        Assert.InRange(unroll.StepsPerRound, 2, 8);
        Assert.Equal(0, unroll.RemainderSteps);
    }

    [Fact]
    public void Prime_sequence_length_leaves_remaining_steps()
    {
        UnrollPlan unroll = Plan(1, 8, 1, 61).Unroll;
        Assert.True(unroll.StepsPerRound > 1);
        Assert.Equal(61 % unroll.StepsPerRound, unroll.RemainderSteps);
    }

    [Fact]
    public void Full_unrolling_beyond_the_limits_is_refused_with_a_reason()
    {
        UnrollPlan unroll = Plan(8, 64, 8, 100, UnrollRequest.Full).Unroll;
        Assert.False(unroll.IsStraightLine);
        Assert.Contains("JIT", unroll.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Full_unrolling_within_the_limits_is_done()
    {
        UnrollPlan unroll = Plan(1, 3, 1, 30, UnrollRequest.Full).Unroll;
        Assert.True(unroll.IsStraightLine);
        Assert.Null(unroll.Refusal);
    }

    [Fact]
    public void No_unrolling_is_a_loop_over_single_steps() =>
        Assert.Equal(1, Plan(1, 3, 1, 30, UnrollRequest.None).Unroll.StepsPerRound);

    [Fact]
    public void Cost_counts_multiply_adds_without_padding() =>
        Assert.Equal((1 * 16) + (16 * 16) + (16 * 1), Plan(1, 16, 1, 64).Cost.MultiplyAdds);

    [Theory]
    [InlineData(1, 23_000, 1, 1, null)]
    [InlineData(1, 23_300, 1, 1, "The parameters in a model file")]
    [InlineData(int.MaxValue, 1, 1, 1, "The parameters in a model file")]
    [InlineData(1, 1, 1, int.MaxValue, "The hidden states of a sequence")]
    public void Buffers_that_no_array_holds_are_found(int inputSize, int hiddenSize, int outputSize, int sequenceLength, string? buffer) =>
        Assert.Equal(buffer, SizeChecks.FirstTooLarge(Spec(inputSize, hiddenSize, outputSize, sequenceLength))?.Name);

    private static KernelPlan Plan(
        int inputSize, int hiddenSize, int outputSize, int sequenceLength, UnrollRequest unroll = UnrollRequest.Auto) =>
        Planner.Plan(Spec(inputSize, hiddenSize, outputSize, sequenceLength) with { Unroll = unroll });

    private static NetworkSpec Spec(int inputSize, int hiddenSize, int outputSize, int sequenceLength) =>
        Specs.Network(inputSize, outputSize, sequenceLength, Specs.Recurrent(Cell.Tanh, hiddenSize));

    private static DensePlan Output(KernelPlan plan) => (DensePlan)plan.Layers[^1];
}
