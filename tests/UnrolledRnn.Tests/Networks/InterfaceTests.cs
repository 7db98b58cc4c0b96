namespace UnrolledRnn.Tests.Networks;

/// <summary>The contract through which library code uses a generated class.</summary>
public class InterfaceTests
{
    private const int BatchSize = 2;
    private const int Rows = ElmanTanh.SequenceLength * BatchSize;
    private const int StateSize = ElmanTanh.StateSize;

    private readonly ElmanTanh _network = new(seed: 1);
    private readonly float[] _inputs = TestData.Floats(Rows * ElmanTanh.InputSize);
    private readonly int[] _tokens = TestData.Tokens(Rows, ElmanTanh.InputSize);
    private readonly float[] _outputs = new float[Rows * ElmanTanh.OutputSize];
    private readonly float[] _states = new float[BatchSize * StateSize];
    private readonly ElmanTanh.Tape _tape = new(BatchSize);

    private ITokenNetwork<ElmanTanh> Contract => _network;

    [Fact]
    public void The_shape_is_that_of_the_declaration()
    {
        NetworkShape shape = ShapeOf<ElmanTanh>();

        Assert.Equal((3, 2, 7), (shape.InputSize, shape.OutputSize, shape.SequenceLength));
        Assert.Equal(new RecurrentLayerShape(RnnCell.Tanh, InputSize: 3, HiddenSize: 5, OutputSize: 5), Assert.Single(shape.Recurrent));
        Assert.Equal((LayerActivation.Identity, SequenceOutputs.EveryStep), (shape.OutputActivation, shape.Outputs));
        Assert.Equal(StateSize, shape.StateSize);
        Assert.Equal(7, shape.OutputSteps);
        Assert.Equal(1, ShapeOf<LastStepTwin>().OutputSteps);
    }

    [Fact]
    public void Calls_through_the_interface_are_calls_of_the_class()
    {
        float[] expected = new float[_outputs.Length];
        var states = new ElmanTanh.State[BatchSize];
        _network.Forward(_inputs, expected, states);

        Contract.Forward(_inputs, _outputs, _states);

        Expect.SameBits(expected, _outputs);
        Expect.SameBits(states[1].Hidden, _states.AsSpan(StateSize, ElmanTanh.HiddenSize));
    }

    [Fact]
    public void Steps_through_the_interface_are_steps_of_the_class()
    {
        float[] expected = new float[ElmanTanh.OutputSize];
        float[] output = new float[ElmanTanh.OutputSize];
        ElmanTanh.State state = default;
        _network.Step(1, expected, ref state);

        Contract.Step(1, output, _states.AsSpan(0, StateSize));

        Expect.SameBits(expected, output);
        Expect.SameBits(state.Hidden, _states.AsSpan(0, ElmanTanh.HiddenSize));
    }

    [Fact]
    public void A_tape_of_another_class_is_refused()
    {
        var other = new LargerTwin.Tape(BatchSize);

        RefusedTape(() => Contract.Forward(_inputs, _outputs, other, _states));
        RefusedTape(() => Contract.Forward(_tokens, _outputs, other, _states));
        RefusedTape(() => Contract.Backward(_outputs, other, new ElmanTanh.Gradients()));
        RefusedTape(() => Contract.Forward(_inputs, _outputs, null!, _states));

        static void RefusedTape(Action call)
        {
            ArgumentException exception = Assert.ThrowsAny<ArgumentException>(call);
            Assert.Equal("tape", exception.ParamName);
            Assert.Contains(nameof(ElmanTanh), exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Gradients_of_another_class_are_refused()
    {
        Contract.Forward(_inputs, _outputs, _tape, _states);

        Assert.Throws<ArgumentException>("gradients", () => Contract.Backward(_outputs, _tape, new LargerTwin.Gradients()));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_state_of_another_length_is_refused(int excess)
    {
        float[] state = new float[StateSize + excess];
        float[] output = new float[ElmanTanh.OutputSize];

        Expect.LengthError("state", StateSize, state.Length, () => Contract.Step(new float[ElmanTanh.InputSize], output, state));
        Expect.LengthError("state", StateSize, state.Length, () => Contract.Step(0, output, state));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void States_that_are_not_whole_are_refused(int excess)
    {
        float[] states = new float[_states.Length + excess];
        Contract.Forward(_inputs, _outputs, _tape, _states);

        Expect.LengthError("states", StateSize, states.Length, () => Contract.Forward(_inputs, _outputs, states));
        Expect.LengthError("states", StateSize, states.Length, () => Contract.Forward(_tokens, _outputs, states));
        Expect.LengthError("states", _states.Length, states.Length, () => Contract.Forward(_inputs, _outputs, _tape, states));
        Expect.LengthError("states", _states.Length, states.Length, () => Contract.Forward(_tokens, _outputs, _tape, states));
        Expect.LengthError("initialStateGradients", _states.Length, states.Length, () => Contract.Backward(
            _outputs, _tape, new ElmanTanh.Gradients(), initialStateGradients: states));
        Expect.LengthError("finalStateGradients", _states.Length, states.Length, () => Contract.Backward(
            _outputs, _tape, new ElmanTanh.Gradients(), finalStateGradients: states));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void States_of_another_number_of_sequences_are_refused(int count)
    {
        float[] states = new float[count * StateSize];

        Assert.Throws<ArgumentException>("states", () => Contract.Forward(_inputs, _outputs, _tape, states));
        Assert.Throws<ArgumentException>("states", () => Contract.Forward(_inputs, _outputs, states));
    }

    private static NetworkShape ShapeOf<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork> => TNetwork.Shape;
}
