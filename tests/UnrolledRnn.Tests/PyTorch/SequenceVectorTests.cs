using UnrolledRnn.Serialization;

namespace UnrolledRnn.Tests.PyTorch;

public class LstmBidirectionalVectorTests() : SequenceVectorTests<LstmBidirectionalVector>("lstm_bidirectional");

public class GruStackBidirectionalVectorTests() : SequenceVectorTests<GruStackBidirectionalVector>("gru_stack_bidirectional");

public class MixedBidirectionalVectorTests() : SequenceVectorTests<MixedBidirectionalVector>("mixed_bidirectional");

/// <summary>A network that PyTorch has saved computes and learns on a tape what it does there.</summary>
public abstract class SequenceVectorTests<TNetwork>
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly GatedFixture _fixture;
    private readonly float[] _inputs;
    private readonly float[] _outputs;
    private readonly float[] _states;
    private readonly TrainingTape _tape;
    private readonly ParameterGradients _gradients = TNetwork.CreateGradients();

    protected SequenceVectorTests(string name)
    {
        _network = ModelFile.Load<TNetwork>(PyTorchFixture.PathOf($"{name}.safetensors"));
        _fixture = new GatedFixture(name);
        _inputs = _fixture.Floats("inputs");
        _outputs = new float[_fixture.Doubles("outputs").Length];
        _states = _fixture.States("initialState");
        _tape = TNetwork.CreateTape(_fixture.BatchSize);
    }

    [Fact]
    public void Outputs_of_a_recorded_pass_are_those_of_PyTorch()
    {
        _network.Forward(_inputs, _outputs, _tape, _states);

        Expect.Close(_fixture.Doubles("outputs"), _outputs);
    }

    [Fact]
    public void Final_states_of_a_recorded_pass_are_those_of_PyTorch()
    {
        _network.Forward(_inputs, _outputs, _tape, _states);

        _fixture.CheckStates("finalState", _states);
    }

    [Fact]
    public void Gradients_are_those_of_PyTorch_by_its_names()
    {
        _network.Forward(_inputs, _outputs, _tape, _states);
        _network.Backward(_fixture.Floats("outputWeights"), _tape, _gradients);

        _fixture.CheckGradients(TNetwork.Tensors, _gradients.Values);
    }

    [Fact]
    public void Gradients_by_inputs_are_those_of_PyTorch()
    {
        float[] inputGradients = new float[_inputs.Length];
        _network.Forward(_inputs, _outputs, _tape, _states);
        _network.Backward(_fixture.Floats("outputWeights"), _tape, _gradients, inputGradients);

        Expect.Close(_fixture.Doubles("inputGradients"), inputGradients);
    }

    [Fact]
    public void Gradients_by_initial_states_are_those_of_PyTorch()
    {
        float[] stateGradients = new float[_states.Length];
        _network.Forward(_inputs, _outputs, _tape, _states);
        _network.Backward(_fixture.Floats("outputWeights"), _tape, _gradients, initialStateGradients: stateGradients);

        _fixture.CheckStates("initialStateGradients", stateGradients);
    }

    [Fact]
    public void Gradients_of_final_states_go_back_as_in_PyTorch()
    {
        float[] inputGradients = new float[_inputs.Length];
        float[] stateGradients = new float[_states.Length];
        _network.Forward(_inputs, _outputs, _tape, _states);
        _network.Backward(
            new float[_outputs.Length], _tape, _gradients, inputGradients, stateGradients, _fixture.States("finalStateWeights"));

        Expect.Close(_fixture.Doubles("finalStateInputGradients"), inputGradients);
        _fixture.CheckStates("finalStateInitialStateGradients", stateGradients);
    }
}
