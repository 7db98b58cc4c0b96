namespace UnrolledRnn.Tests.Networks;

public class NetworkAllocationTests
{
    private const int BatchSize = 3;
    private const int Rows = ElmanTanh.SequenceLength * BatchSize;

    private readonly ElmanTanh _network = new();
    private readonly ElmanTanh.Tape _tape = new(BatchSize);
    private readonly ElmanTanh.Gradients _gradients = new();
    private readonly ElmanTanh.State[] _states = new ElmanTanh.State[BatchSize];
    private readonly float[] _inputs = TestData.Floats(Rows * ElmanTanh.InputSize);
    private readonly int[] _tokens = TestData.Tokens(Rows, ElmanTanh.InputSize);
    private readonly float[] _outputs = new float[Rows * ElmanTanh.OutputSize];
    private readonly float[] _hidden = new float[Rows * ElmanTanh.HiddenSize];

    [Fact]
    public void A_step_allocates_nothing()
    {
        float[] output = new float[ElmanTanh.OutputSize];

        AllocatesNothing(() => _network.Step(_inputs.AsSpan(0, ElmanTanh.InputSize), output, ref _states[0]));
        AllocatesNothing(() => _network.Step(2, output, ref _states[0]));
    }

    [Fact]
    public void A_pass_over_sequences_allocates_nothing()
    {
        AllocatesNothing(() => _network.Forward(_inputs, _outputs, _states));
        AllocatesNothing(() => _network.Forward(_tokens, _outputs, _states));
        AllocatesNothing(() => _network.Forward(_inputs, _outputs, _states, _hidden));
        AllocatesNothing(() => _network.Forward(_tokens, _outputs, _states, _hidden));
    }

    [Fact]
    public void A_recorded_pass_allocates_nothing()
    {
        AllocatesNothing(() => _network.Forward(_inputs, _outputs, _tape, _states));
        AllocatesNothing(() => _network.Forward(_tokens, _outputs, _tape, _states));
        AllocatesNothing(() => _tape.CopyHiddenStates(_hidden));
    }

    [Fact]
    public void A_backward_pass_allocates_nothing()
    {
        float[] inputGradients = new float[_inputs.Length];
        var initialStateGradients = new ElmanTanh.State[BatchSize];
        _network.Forward(_inputs, _outputs, _tape);
        AllocatesNothing(() => _network.Backward(_outputs, _tape, _gradients, inputGradients, initialStateGradients, _states));

        _network.Forward(_tokens, _outputs, _tape);
        AllocatesNothing(() => _network.Backward(_outputs, _tape, _gradients, inputGradients, initialStateGradients, _states));
    }

    [Fact]
    public void Calls_through_the_interface_allocate_nothing()
    {
        ITokenNetwork<ElmanTanh> network = _network;
        float[] states = new float[BatchSize * ElmanTanh.StateSize];

        AllocatesNothing(() => network.Step(2, _outputs.AsSpan(0, ElmanTanh.OutputSize), states.AsSpan(0, ElmanTanh.StateSize)));
        AllocatesNothing(() => network.Forward(_inputs, _outputs, states));
        AllocatesNothing(() => network.Forward(_inputs, _outputs, _tape, states));
        AllocatesNothing(() => network.Backward(_outputs, _tape, _gradients, default, states));
    }

    private static void AllocatesNothing(Action action) => Assert.Equal(0, Allocation.AfterWarmUp(action));
}
