using UnrolledRnn.Serialization;

namespace UnrolledRnn.Tests.PyTorch;

public class LstmVectorTests() : StepVectorTests<LstmVector>("lstm");

public class LstmStackVectorTests() : StepVectorTests<LstmStackVector>("lstm_stack");

public class GruVectorTests() : StepVectorTests<GruVector>("gru");

public class GruStackVectorTests() : StepVectorTests<GruStackVector>("gru_stack");

public class MixedVectorTests() : StepVectorTests<MixedVector>("mixed");

/// <summary>What a network that takes single steps has beyond that, against PyTorch.</summary>
public abstract class StepVectorTests<TNetwork> : SequenceVectorTests<TNetwork>
    where TNetwork : class, IRecurrentNetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly GatedFixture _fixture;
    private readonly float[] _inputs;
    private readonly float[] _outputs;
    private readonly float[] _states;

    protected StepVectorTests(string name)
        : base(name)
    {
        _network = ModelFile.Load<TNetwork>(PyTorchFixture.PathOf($"{name}.safetensors"));
        _fixture = new GatedFixture(name);
        _inputs = _fixture.Floats("inputs");
        _outputs = new float[_fixture.Doubles("outputs").Length];
        _states = _fixture.States("initialState");
    }

    [Fact]
    public void Outputs_of_a_pass_without_a_tape_are_those_of_PyTorch()
    {
        _network.Forward(_inputs, _outputs, _states);

        Expect.Close(_fixture.Doubles("outputs"), _outputs);
    }

    [Fact]
    public void Final_states_of_a_pass_without_a_tape_are_those_of_PyTorch()
    {
        _network.Forward(_inputs, _outputs, _states);

        _fixture.CheckStates("finalState", _states);
    }

    [Fact]
    public void Outputs_of_single_steps_are_those_of_PyTorch()
    {
        StepThrough();

        Expect.Close(_fixture.Doubles("outputs"), _outputs);
    }

    [Fact]
    public void Hidden_states_of_single_steps_are_those_of_PyTorch()
    {
        float[] hidden = StepThrough();

        Expect.Close(_fixture.Doubles("hiddenStates"), hidden);
    }

    [Fact]
    public void States_after_single_steps_are_those_of_PyTorch()
    {
        StepThrough();

        _fixture.CheckStates("finalState", _states);
    }

    [Fact]
    public void Steps_of_many_sequences_at_once_are_those_of_PyTorch()
    {
        int inputs = _fixture.BatchSize * TNetwork.Shape.InputSize;
        int outputs = _fixture.BatchSize * TNetwork.Shape.OutputSize;
        for (int t = 0; t < TNetwork.Shape.SequenceLength; t++)
        {
            _network.StepMany(_inputs.AsSpan(t * inputs, inputs), _outputs.AsSpan(t * outputs, outputs), _states);
        }

        Expect.Close(_fixture.Doubles("outputs"), _outputs);
        _fixture.CheckStates("finalState", _states);
    }

    /// <summary>Takes every sequence through all steps; returns the last layer's hidden states, [T, B, nHid].</summary>
    private float[] StepThrough()
    {
        NetworkShape shape = TNetwork.Shape;
        Range lastHidden = _fixture.LastHidden();
        var hidden = new List<float>();
        for (int i = 0; i < shape.SequenceLength * _fixture.BatchSize; i++)
        {
            Span<float> state = _states.AsSpan(i % _fixture.BatchSize * shape.StateSize, shape.StateSize);
            _network.Step(
                _inputs.AsSpan(i * shape.InputSize, shape.InputSize), _outputs.AsSpan(i * shape.OutputSize, shape.OutputSize), state);
            hidden.AddRange(state[lastHidden]);
        }

        return [.. hidden];
    }
}
