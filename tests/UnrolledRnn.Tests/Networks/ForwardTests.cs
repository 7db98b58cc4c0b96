namespace UnrolledRnn.Tests.Networks;

public class ForwardTests
{
    private const int T = ElmanTanh.SequenceLength;
    private const int BatchSize = 3;
    private const double Tolerance = 1e-6;

    private readonly ElmanTanh _network = new(seed: 1);
    private readonly float[] _inputs = TestData.Floats(T * BatchSize * ElmanTanh.InputSize);
    private readonly float[] _outputs = new float[T * BatchSize * ElmanTanh.OutputSize];
    private readonly ElmanTanh.State[] _states = new ElmanTanh.State[BatchSize];
    private readonly float[] _steppedOutputs;
    private readonly float[] _steppedHidden;
    private readonly ElmanTanh.State[] _steppedStates;

    public ForwardTests()
    {
        ElmanTanh.Tensors["rnn.bias_ih_l0"].CopyFrom(TestData.Floats(ElmanTanh.HiddenSize), _network.Parameters);
        ElmanTanh.Tensors["linear.bias"].CopyFrom(TestData.Floats(ElmanTanh.OutputSize), _network.Parameters);
        for (int b = 0; b < BatchSize; b++)
        {
            TestData.Floats(ElmanTanh.HiddenSize, seed: b).CopyTo(_states[b].Hidden);
        }

        _steppedStates = [.. _states];
        (_steppedOutputs, _steppedHidden) = Step(_inputs, _steppedStates);
    }

    [Fact]
    public void A_batch_goes_through_as_by_single_steps()
    {
        _network.Forward(_inputs, _outputs, _states);

        CheckOutputsAndStates();
    }

    [Fact]
    public void A_batch_with_its_hidden_states_goes_through_as_by_single_steps()
    {
        float[] hidden = new float[T * BatchSize * ElmanTanh.HiddenSize];

        _network.Forward(_inputs, _outputs, _states, hidden);

        CheckOutputsAndStates();
        Expect.Close(_steppedHidden, hidden, Tolerance);
    }

    [Fact]
    public void A_recorded_batch_goes_through_as_by_single_steps()
    {
        var tape = new ElmanTanh.Tape(BatchSize);
        float[] hidden = new float[T * BatchSize * ElmanTanh.HiddenSize];

        _network.Forward(_inputs, _outputs, tape, _states);
        tape.CopyHiddenStates(hidden);

        CheckOutputsAndStates();
        Expect.Close(_steppedHidden, hidden, Tolerance);
    }

    [Fact]
    public void One_sequence_is_a_batch_of_one()
    {
        float[] inputs = _inputs[..(T * ElmanTanh.InputSize)];
        float[] outputs = new float[T * ElmanTanh.OutputSize];
        ElmanTanh.State[] stepped = [_states[0]];
        (float[] expected, _) = Step(inputs, stepped);

        _network.Forward(inputs, outputs, ref _states[0]);

        Expect.Close(expected, outputs, Tolerance);
        Expect.Close(stepped[0].Hidden, _states[0].Hidden, Tolerance);
    }

    [Fact]
    public void Without_a_state_a_sequence_starts_from_zero()
    {
        float[] inputs = _inputs[..(T * ElmanTanh.InputSize)];
        float[] outputs = new float[T * ElmanTanh.OutputSize];
        (float[] expected, _) = Step(inputs, new ElmanTanh.State[1]);

        _network.Forward(inputs, outputs);

        Expect.Close(expected, outputs, Tolerance);
    }

    [Fact]
    public void Without_states_a_recorded_batch_starts_from_zero()
    {
        (float[] expected, _) = Step(_inputs, new ElmanTanh.State[BatchSize]);

        _network.Forward(_inputs, _outputs, new ElmanTanh.Tape(BatchSize));

        Expect.Close(expected, _outputs, Tolerance);
    }

    [Fact]
    public void Chunks_chained_by_a_state_are_one_long_sequence()
    {
        const int Chunks = 4;
        float[] inputs = TestData.Floats(Chunks * T * ElmanTanh.InputSize);
        float[] outputs = new float[Chunks * T * ElmanTanh.OutputSize];
        var stepped = new ElmanTanh.State[1];
        (float[] expected, _) = Step(inputs, stepped);

        ElmanTanh.State state = default;
        for (int chunk = 0; chunk < Chunks; chunk++)
        {
            _network.Forward(
                inputs.AsSpan(chunk * T * ElmanTanh.InputSize, T * ElmanTanh.InputSize),
                outputs.AsSpan(chunk * T * ElmanTanh.OutputSize, T * ElmanTanh.OutputSize),
                ref state);
        }

        Expect.Close(expected, outputs, Tolerance);
        Expect.Close(stepped[0].Hidden, state.Hidden, Tolerance);
    }

    [Fact]
    public void A_batch_of_no_sequences_does_nothing()
    {
        _network.Forward(ReadOnlySpan<float>.Empty, [], Span<ElmanTanh.State>.Empty);
    }

    [Fact]
    public void A_network_for_the_last_step_gives_the_last_output()
    {
        var twin = new LastStepTwin();
        _network.Parameters.CopyTo(twin.Parameters);
        float[] plain = new float[BatchSize * LastStepTwin.OutputSize];
        float[] recorded = new float[plain.Length];
        (float[] expected, _) = Step(_inputs, new ElmanTanh.State[BatchSize]);

        twin.Forward(_inputs, plain, new LastStepTwin.State[BatchSize]);
        twin.Forward(_inputs, recorded, new LastStepTwin.Tape(BatchSize));

        Expect.Close(expected.AsSpan(^plain.Length..), plain, Tolerance);
        Expect.Close(expected.AsSpan(^plain.Length..), recorded, Tolerance);
    }

    private (float[] Outputs, float[] Hidden) Step(float[] inputs, ElmanTanh.State[] states)
    {
        int steps = inputs.Length / ElmanTanh.InputSize;
        float[] outputs = new float[steps * ElmanTanh.OutputSize];
        var hidden = new List<float>();
        for (int i = 0; i < steps; i++)
        {
            ref ElmanTanh.State state = ref states[i % states.Length];
            _network.Step(
                inputs.AsSpan(i * ElmanTanh.InputSize, ElmanTanh.InputSize),
                outputs.AsSpan(i * ElmanTanh.OutputSize, ElmanTanh.OutputSize),
                ref state);
            hidden.AddRange(state.Hidden);
        }

        return (outputs, [.. hidden]);
    }

    private void CheckOutputsAndStates()
    {
        Expect.Close(_steppedOutputs, _outputs, Tolerance);
        for (int b = 0; b < BatchSize; b++)
        {
            Expect.Close(_steppedStates[b].Hidden, _states[b].Hidden, Tolerance);
        }
    }
}
