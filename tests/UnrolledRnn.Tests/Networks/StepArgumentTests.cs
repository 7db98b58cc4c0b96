namespace UnrolledRnn.Tests.Networks;

public class StepArgumentTests
{
    private readonly ElmanTanh _network = new();
    private readonly Filter _filter = new();

    public static TheoryData<int> Excesses => [-1, 1];

    [Theory]
    [MemberData(nameof(Excesses))]
    public void A_step_names_the_span_and_both_lengths(int excess)
    {
        const int In = ElmanTanh.InputSize;
        const int Out = ElmanTanh.OutputSize;
        ElmanTanh.State state = default;

        Expect.LengthError("input", In, In + excess, () => _network.Step(new float[In + excess], new float[Out], ref state));
        Expect.LengthError("output", Out, Out + excess, () => _network.Step(new float[In], new float[Out + excess], ref state));
        Expect.LengthError("output", Out, Out + excess, () => _network.Step(0, new float[Out + excess], ref state));
    }

    [Theory]
    [MemberData(nameof(Excesses))]
    public void A_step_on_one_value_names_the_span_and_both_lengths(int excess)
    {
        Filter.State state = default;

        Expect.LengthError(
            "output",
            Filter.OutputSize,
            Filter.OutputSize + excess,
            () => _filter.Step(1f, new float[Filter.OutputSize + excess], ref state));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(ElmanTanh.InputSize)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_step_on_a_token_out_of_range_is_refused(int token)
    {
        ElmanTanh.State state = default;

        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            nameof(token), () => _network.Step(token, new float[ElmanTanh.OutputSize], ref state));

        Assert.Equal(token, exception.ActualValue);
        Assert.Contains($"from 0 to 2, got {token}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_step_leaves_state_and_output_alone()
    {
        ElmanTanh.State state = default;
        state.Hidden.Fill(0.5f);
        float[] output = [9, 9];

        Assert.Throws<ArgumentException>(() => _network.Step(new float[ElmanTanh.InputSize + 1], output, ref state));
        Assert.Throws<ArgumentOutOfRangeException>(() => _network.Step(-1, output, ref state));

        Assert.Equal([9, 9], output);
        Assert.Equal([.. Enumerable.Repeat(0.5f, ElmanTanh.HiddenSize)], state.Hidden);
    }
}
