namespace UnrolledRnn.Tests.Networks;

public class ForwardArgumentTests
{
    private const int T = ElmanTanh.SequenceLength;
    private const int BatchSize = 2;
    private const int Tokens = T * BatchSize;
    private const int Inputs = Tokens * ElmanTanh.InputSize;
    private const int Outputs = Tokens * ElmanTanh.OutputSize;
    private const int Hidden = Tokens * ElmanTanh.HiddenSize;

    private readonly ElmanTanh _network = new();
    private readonly ElmanTanh.State[] _states = new ElmanTanh.State[BatchSize];
    private readonly ElmanTanh.Tape _tape = new(BatchSize);
    private readonly float[] _inputs = new float[Inputs];
    private readonly int[] _tokens = new int[Tokens];
    private readonly float[] _outputs = new float[Outputs];

    public static TheoryData<int> Excesses => [-1, 1];

    [Theory]
    [MemberData(nameof(Excesses))]
    public void A_pass_over_one_sequence_names_the_span_and_both_lengths(int excess)
    {
        const int In = T * ElmanTanh.InputSize;
        const int Out = T * ElmanTanh.OutputSize;
        ElmanTanh.State state = default;

        Expect.LengthError("inputs", In, In + excess, () => _network.Forward(new float[In + excess], new float[Out]));
        Expect.LengthError("outputs", Out, Out + excess, () => _network.Forward(new float[In], new float[Out + excess]));
        Expect.LengthError("tokens", T, T + excess, () => _network.Forward(new int[T + excess], new float[Out]));
        Expect.LengthError("outputs", Out, Out + excess, () => _network.Forward(new int[T], new float[Out + excess]));
        Expect.LengthError("inputs", In, In + excess, () => _network.Forward(new float[In + excess], new float[Out], ref state));
        Expect.LengthError("outputs", Out, Out + excess, () => _network.Forward(new float[In], new float[Out + excess], ref state));
        Expect.LengthError("tokens", T, T + excess, () => _network.Forward(new int[T + excess], new float[Out], ref state));
        Expect.LengthError("outputs", Out, Out + excess, () => _network.Forward(new int[T], new float[Out + excess], ref state));
    }

    [Theory]
    [MemberData(nameof(Excesses))]
    public void A_pass_over_a_batch_names_the_span_and_both_lengths(int excess)
    {
        Expect.LengthError("inputs", Inputs, Inputs + excess, () => _network.Forward(new float[Inputs + excess], _outputs, _states));
        Expect.LengthError("outputs", Outputs, Outputs + excess, () => _network.Forward(_inputs, new float[Outputs + excess], _states));
        Expect.LengthError("tokens", Tokens, Tokens + excess, () => _network.Forward(new int[Tokens + excess], _outputs, _states));
        Expect.LengthError("outputs", Outputs, Outputs + excess, () => _network.Forward(_tokens, new float[Outputs + excess], _states));
    }

    [Theory]
    [MemberData(nameof(Excesses))]
    public void A_pass_with_hidden_states_names_the_span_and_both_lengths(int excess)
    {
        float[] hidden = new float[Hidden];
        float[] wrong = new float[Hidden + excess];

        Expect.LengthError(
            "inputs", Inputs, Inputs + excess, () => _network.Forward(new float[Inputs + excess], _outputs, _states, hidden));
        Expect.LengthError(
            "outputs", Outputs, Outputs + excess, () => _network.Forward(_inputs, new float[Outputs + excess], _states, hidden));
        Expect.LengthError("hiddenStates", Hidden, wrong.Length, () => _network.Forward(_inputs, _outputs, _states, wrong));
        Expect.LengthError("tokens", Tokens, Tokens + excess, () => _network.Forward(new int[Tokens + excess], _outputs, _states, hidden));
        Expect.LengthError(
            "outputs", Outputs, Outputs + excess, () => _network.Forward(_tokens, new float[Outputs + excess], _states, hidden));
        Expect.LengthError("hiddenStates", Hidden, wrong.Length, () => _network.Forward(_tokens, _outputs, _states, wrong));
    }

    [Theory]
    [MemberData(nameof(Excesses))]
    public void States_of_another_number_than_the_sequences_are_named_with_both_numbers(int excess)
    {
        var states = new ElmanTanh.State[BatchSize + excess];

        Expect.LengthError("states", BatchSize, states.Length, () => _network.Forward(_inputs, _outputs, states));
        Expect.LengthError("states", BatchSize, states.Length, () => _network.Forward(_tokens, _outputs, states));
        Expect.LengthError(
            "states",
            BatchSize,
            states.Length,
            () => _network.StepMany(
                _inputs.AsSpan(0, BatchSize * ElmanTanh.InputSize), _outputs.AsSpan(0, BatchSize * ElmanTanh.OutputSize), states));
        Expect.LengthError("tape", BatchSize, states.Length, () => _network.Forward(_inputs, _outputs, new ElmanTanh.Tape(states.Length)));
    }

    [Fact]
    public void Inputs_of_two_sequences_in_place_of_one_are_named()
    {
        ElmanTanh.State state = default;

        Expect.LengthError("inputs", Inputs / BatchSize, Inputs, () => _network.Forward(_inputs, _outputs, ref state));
    }

    [Fact]
    public void A_wrong_length_is_told_with_the_shape_that_is_expected()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => _network.Forward(new float[10], _outputs, _states));

        Assert.StartsWith("Expected 42 elements, [T = 7, B = 2, nIn = 3], got 10.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-2)]
    public void Outputs_that_lie_over_the_inputs_of_other_steps_are_refused(int distance)
    {
        float[] memory = new float[Inputs + Outputs + 4];

        ArgumentException exception = Assert.Throws<ArgumentException>(
            "outputs", () => _network.Forward(memory.AsSpan(2, Inputs), memory.AsSpan(2 + distance, Outputs), _states));

        Assert.Contains("overlaps", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Excesses))]
    public void A_recorded_pass_names_the_span_and_both_lengths(int excess)
    {
        var states = new ElmanTanh.State[BatchSize + excess];

        Expect.LengthError("inputs", Inputs, Inputs + excess, () => _network.Forward(new float[Inputs + excess], _outputs, _tape, _states));
        Expect.LengthError(
            "outputs", Outputs, Outputs + excess, () => _network.Forward(_inputs, new float[Outputs + excess], _tape, _states));
        Expect.LengthError("states", BatchSize, states.Length, () => _network.Forward(_inputs, _outputs, _tape, states));
        Expect.LengthError("tokens", Tokens, Tokens + excess, () => _network.Forward(new int[Tokens + excess], _outputs, _tape, _states));
        Expect.LengthError(
            "outputs", Outputs, Outputs + excess, () => _network.Forward(_tokens, new float[Outputs + excess], _tape, _states));
        Expect.LengthError("states", BatchSize, states.Length, () => _network.Forward(_tokens, _outputs, _tape, states));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(ElmanTanh.InputSize)]
    public void A_token_out_of_range_is_refused_wherever_it_stands(int token)
    {
        foreach (int place in (int[])[0, Tokens / 2, Tokens - 1])
        {
            int[] tokens = new int[Tokens];
            tokens[place] = token;
            Assert.Throws<ArgumentOutOfRangeException>("tokens", () => _network.Forward(tokens, _outputs, _states));
            Assert.Throws<ArgumentOutOfRangeException>("tokens", () => _network.Forward(tokens, _outputs, _states, new float[Hidden]));
            Assert.Throws<ArgumentOutOfRangeException>("tokens", () => _network.Forward(tokens, _outputs, _tape));
        }

        Assert.Throws<ArgumentOutOfRangeException>(
            "tokens", () => _network.Forward([0, 0, 0, 0, 0, 0, token], new float[T * ElmanTanh.OutputSize]));
    }

    [Fact]
    public void A_recorded_pass_needs_a_tape()
    {
        Assert.Throws<ArgumentNullException>("tape", () => _network.Forward(_inputs, _outputs, (ElmanTanh.Tape)null!));
        Assert.Throws<ArgumentNullException>("tape", () => _network.Forward(_tokens, _outputs, (ElmanTanh.Tape)null!));
    }
}
