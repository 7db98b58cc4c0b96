using UnrolledRnn.Serialization;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.PyTorch;

/// <summary>A next-character model of three LSTM layers on tokens, against PyTorch on one-hot vectors.</summary>
public class LanguageModelVectorTests
{
    private const string Name = "lstm_language_model";

    private readonly LstmLanguageModelVector _network =
        ModelFile.Load<LstmLanguageModelVector>(PyTorchFixture.PathOf($"{Name}.safetensors"));

    private readonly GatedFixture _fixture = new(Name);
    private readonly int[] _tokens;
    private readonly int[] _targets;
    private readonly float[] _logits;
    private readonly float[] _states;

    public LanguageModelVectorTests()
    {
        _tokens = _fixture.Integers("tokens");
        _targets = _fixture.Integers("targets");
        _logits = new float[_tokens.Length * LstmLanguageModelVector.OutputSize];
        _states = _fixture.States("initialState");
    }

    private ITokenNetwork<LstmLanguageModelVector> Contract => _network;

    [Fact]
    public void Logits_are_those_of_PyTorch()
    {
        Contract.Forward(_tokens, _logits, _states);

        Expect.Close(_fixture.Doubles("outputs"), _logits);
        _fixture.CheckStates("finalState", _states);
    }

    [Fact]
    public void Logits_of_single_steps_are_those_of_PyTorch()
    {
        int size = LstmLanguageModelVector.OutputSize;
        int stateSize = _states.Length / _fixture.BatchSize;
        for (int i = 0; i < _tokens.Length; i++)
        {
            Contract.Step(
                _tokens[i], _logits.AsSpan(i * size, size), _states.AsSpan(i % _fixture.BatchSize * stateSize, stateSize));
        }

        Expect.Close(_fixture.Doubles("outputs"), _logits);
        _fixture.CheckStates("finalState", _states);
    }

    [Fact]
    public void The_loss_is_that_of_PyTorch()
    {
        Contract.Forward(_tokens, _logits, _states);

        double loss = SoftmaxCrossEntropy.Compute(_logits, _targets, new float[_logits.Length]);

        Assert.Equal(_fixture.Double("loss"), loss, 1e-6);
    }

    [Fact]
    public void Gradients_of_the_loss_are_those_of_PyTorch()
    {
        var tape = new LstmLanguageModelVector.Tape(_fixture.BatchSize);
        var gradients = new LstmLanguageModelVector.Gradients();
        float[] logitGradients = new float[_logits.Length];
        float[] stateGradients = new float[_states.Length];
        Contract.Forward(_tokens, _logits, tape, _states);
        SoftmaxCrossEntropy.Compute(_logits, _targets, logitGradients);
        Contract.Backward(logitGradients, tape, gradients, initialStateGradients: stateGradients);

        _fixture.CheckGradients(TensorsOf<LstmLanguageModelVector>(), gradients.Values);
        _fixture.CheckStates("initialStateGradients", stateGradients);
    }

    private static ParameterTensors TensorsOf<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork> => TNetwork.Tensors;
}
