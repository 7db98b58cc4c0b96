namespace UnrolledRnn.Tests.Networks;

public class BackwardTests
{
    private const int T = ElmanTanh.SequenceLength;
    private const int BatchSize = 2;
    private const int InputLength = T * BatchSize * ElmanTanh.InputSize;
    private const int OutputLength = T * BatchSize * ElmanTanh.OutputSize;

    private readonly ElmanTanh _network = new(seed: 1);
    private readonly ElmanTanh.Tape _tape = new(BatchSize);
    private readonly ElmanTanh.Gradients _gradients = new();
    private readonly float[] _inputs = TestData.Floats(InputLength, seed: 1);
    private readonly float[] _outputGradients = TestData.Floats(OutputLength, seed: 2);

    [Fact]
    public void A_pass_adds_to_the_gradients()
    {
        Record(_inputs);
        _network.Backward(_outputGradients, _tape, _gradients);
        float[] once = _gradients.Values.ToArray();

        _network.Backward(_outputGradients, _tape, _gradients);

        Expect.Close(Array.ConvertAll(once, value => 2.0 * value), _gradients.Values, 1e-6);
    }

    [Fact]
    public void Clear_sets_the_gradients_to_zero()
    {
        Record(_inputs);
        _network.Backward(_outputGradients, _tape, _gradients);

        _gradients.Clear();

        Assert.Equal(new float[_gradients.Values.Length], _gradients.Values);
    }

    [Fact]
    public void Gradients_by_inputs_and_states_are_overwritten()
    {
        float[] inputGradients = new float[InputLength];
        var stateGradients = new ElmanTanh.State[BatchSize];
        Record(_inputs);
        _network.Backward(_outputGradients, _tape, _gradients, inputGradients, stateGradients);
        float[] firstInputGradients = [.. inputGradients];
        float[] firstStateGradients = stateGradients[1].Hidden.ToArray();

        _network.Backward(_outputGradients, _tape, _gradients, inputGradients, stateGradients);

        Expect.SameBits(firstInputGradients, inputGradients);
        Expect.SameBits(firstStateGradients, stateGradients[1].Hidden);
    }

    [Fact]
    public void A_pass_leaves_parameters_and_recorded_states_alone()
    {
        float[] parameters = _network.Parameters.ToArray();
        float[] before = new float[T * BatchSize * ElmanTanh.HiddenSize];
        float[] after = new float[before.Length];
        Record(_inputs);
        _tape.CopyHiddenStates(before);

        _network.Backward(_outputGradients, _tape, _gradients);

        _tape.CopyHiddenStates(after);
        Expect.SameBits(before, after);
        Expect.SameBits(parameters, _network.Parameters);
    }

    [Fact]
    public void The_gradient_by_the_final_states_adds_to_what_the_outputs_give()
    {
        var final = new ElmanTanh.State[BatchSize];
        TestData.Floats(ElmanTanh.HiddenSize).CopyTo(final[0].Hidden);
        TestData.Floats(ElmanTanh.HiddenSize, seed: 2).CopyTo(final[1].Hidden);
        Record(_inputs);

        float[] both = InputGradients(_outputGradients, final);
        float[] ofOutputs = InputGradients(_outputGradients, []);
        float[] ofStates = InputGradients(new float[OutputLength], final);

        Assert.NotEqual(ofOutputs, both);
        Expect.Close(ofOutputs.Zip(ofStates, (x, y) => (double)x + y).ToArray(), both);
    }

    [Fact]
    public void Chunks_passed_back_one_after_the_other_have_the_gradient_of_the_whole()
    {
        var later = new ElmanTanh.Tape(BatchSize);
        var states = new ElmanTanh.State[BatchSize];
        float[] laterInputs = TestData.Floats(InputLength, seed: 5);
        float[] laterGradients = TestData.Floats(OutputLength, seed: 6);
        float[] outputs = new float[OutputLength];
        _network.Forward(_inputs, outputs, _tape, states);
        _network.Forward(laterInputs, outputs, later, states);

        var between = new ElmanTanh.State[BatchSize];
        float[] inputGradients = new float[InputLength];
        _network.Backward(laterGradients, later, _gradients, initialStateGradients: between);
        _network.Backward(_outputGradients, _tape, _gradients, inputGradients, finalStateGradients: between);

        // A central difference of the loss over both chunks, by one input of the first.
        const float Step = 0.01f;
        foreach (int i in (int[])[0, InputLength / 2, InputLength - 1])
        {
            double slope = (Loss(i, Step) - Loss(i, -Step)) / (2 * Step);
            Assert.Equal(slope, inputGradients[i], 2e-4);
        }

        double Loss(int changed, float by)
        {
            float[] inputs = [.. _inputs];
            inputs[changed] += by;
            var state = new ElmanTanh.State[BatchSize];
            _network.Forward(inputs, outputs, state);
            double loss = outputs.Zip(_outputGradients, (o, g) => (double)o * g).Sum();
            _network.Forward(laterInputs, outputs, state);
            return loss + outputs.Zip(laterGradients, (o, g) => (double)o * g).Sum();
        }
    }

    [Fact]
    public void A_later_pass_on_the_same_tape_replaces_the_earlier()
    {
        Record(TestData.Floats(InputLength, seed: 9));
        _network.Backward(_outputGradients, _tape, _gradients);
        Record(_inputs);
        float[] reused = InputGradients(_outputGradients, []);

        var fresh = new ElmanTanh.Tape(BatchSize);
        float[] expected = new float[InputLength];
        _network.Forward(_inputs, new float[OutputLength], fresh);
        _network.Backward(_outputGradients, fresh, _gradients, expected);

        Expect.SameBits(expected, reused);
    }

    private void Record(float[] inputs) => _network.Forward(inputs, new float[OutputLength], _tape);

    private float[] InputGradients(float[] outputGradients, ElmanTanh.State[] finalStateGradients)
    {
        float[] gradients = new float[InputLength];
        _network.Backward(outputGradients, _tape, _gradients, gradients, finalStateGradients: finalStateGradients);
        return gradients;
    }
}
