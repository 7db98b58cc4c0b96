namespace UnrolledRnn.Tests.Networks;

public class BackwardArgumentTests
{
    private const int BatchSize = 2;
    private const int Rows = ElmanTanh.SequenceLength * BatchSize;
    private const int Inputs = Rows * ElmanTanh.InputSize;
    private const int Outputs = Rows * ElmanTanh.OutputSize;

    private readonly ElmanTanh _network = new();
    private readonly ElmanTanh.Tape _tape = new(BatchSize);
    private readonly ElmanTanh.Gradients _gradients = new();
    private readonly float[] _outputGradients = new float[Outputs];

    public BackwardArgumentTests()
    {
        _network.Forward(new float[Inputs], new float[Outputs], _tape);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Errors_name_the_span_and_both_lengths(int excess)
    {
        float[] outputs = new float[Outputs + excess];
        float[] inputs = new float[Inputs + excess];
        var states = new ElmanTanh.State[BatchSize + excess];

        Expect.LengthError("outputGradients", Outputs, outputs.Length, () => _network.Backward(outputs, _tape, _gradients));
        Expect.LengthError("inputGradients", Inputs, inputs.Length, () => _network.Backward(_outputGradients, _tape, _gradients, inputs));
        Expect.LengthError("initialStateGradients", BatchSize, states.Length, () => _network.Backward(
            _outputGradients, _tape, _gradients, initialStateGradients: states));
        Expect.LengthError("finalStateGradients", BatchSize, states.Length, () => _network.Backward(
            _outputGradients, _tape, _gradients, finalStateGradients: states));
    }

    [Fact]
    public void A_network_for_the_last_step_takes_the_gradient_of_the_last_output()
    {
        const int Expected = BatchSize * LastStepTwin.OutputSize;
        var network = new LastStepTwin();
        var tape = new LastStepTwin.Tape(BatchSize);
        network.Forward(new float[Inputs], new float[Expected], tape);

        Expect.LengthError(
            "outputGradients", Expected, Outputs, () => network.Backward(_outputGradients, tape, new LastStepTwin.Gradients()));
    }

    [Fact]
    public void An_empty_tape_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => _network.Backward(_outputGradients, new ElmanTanh.Tape(BatchSize), _gradients));
    }

    [Fact]
    public void A_refused_pass_leaves_the_gradients_alone()
    {
        Assert.Throws<ArgumentException>(() => _network.Backward(
            TestData.Floats(Outputs), _tape, _gradients, finalStateGradients: new ElmanTanh.State[1]));

        Assert.Equal(new float[_gradients.Values.Length], _gradients.Values);
    }

    [Fact]
    public void Tape_and_gradients_must_be_given()
    {
        Assert.Throws<ArgumentNullException>("tape", () => _network.Backward(_outputGradients, null!, _gradients));
        Assert.Throws<ArgumentNullException>("gradients", () => _network.Backward(_outputGradients, _tape, null!));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Copied_hidden_states_need_a_span_of_their_length(int excess)
    {
        const int Hidden = Rows * ElmanTanh.HiddenSize;

        Expect.LengthError("hiddenStates", Hidden, Hidden + excess, () => _tape.CopyHiddenStates(new float[Hidden + excess]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_tape_for_no_sequences_is_refused(int batchSize)
    {
        Assert.Throws<ArgumentOutOfRangeException>(nameof(batchSize), () => new ElmanTanh.Tape(batchSize));
    }

    [Fact]
    public void A_tape_too_large_for_arrays_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ElmanTanh.Tape(int.MaxValue));
    }

    [Fact]
    public void A_tape_on_which_another_network_has_recorded_is_refused()
    {
        var other = new ElmanTanh(seed: 2);
        var tape = new ElmanTanh.Tape(BatchSize);
        other.Forward(new float[ElmanTanh.SequenceLength * BatchSize * ElmanTanh.InputSize], new float[_outputGradients.Length], tape);

        Assert.Contains(
            "Another network",
            Assert.Throws<InvalidOperationException>(() => _network.Backward(_outputGradients, tape, _gradients)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_made_for_another_network_of_the_class_serve_as_well()
    {
        var tape = new ElmanTanh.Tape(BatchSize);
        float[] outputs = new float[_outputGradients.Length];
        _network.Forward(TestData.Floats(ElmanTanh.SequenceLength * BatchSize * ElmanTanh.InputSize), outputs, tape);
        var own = new ElmanTanh.Gradients();
        _network.Backward(outputs, tape, own);
        var used = new ElmanTanh.Gradients();
        var other = new ElmanTanh(seed: 2);
        var otherTape = new ElmanTanh.Tape(BatchSize);
        other.Forward(new float[ElmanTanh.SequenceLength * BatchSize * ElmanTanh.InputSize], new float[outputs.Length], otherTape);
        other.Backward(outputs, otherTape, used);
        used.Clear();

        _network.Backward(outputs, tape, used);

        Expect.SameBits(own.Values, used.Values);
    }
}
