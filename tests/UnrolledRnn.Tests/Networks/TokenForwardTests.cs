namespace UnrolledRnn.Tests.Networks;

/// <summary>A token stands for the vector with a one at its place.</summary>
public class TokenForwardTests
{
    private const int BatchSize = 2;
    private const int Rows = TokenModel.SequenceLength * BatchSize;
    private const double Tolerance = 1e-6;

    private readonly TokenModel _network = new(seed: 1);
    private readonly int[] _tokens = TestData.Tokens(Rows, TokenModel.InputSize);
    private readonly float[] _vectors = new float[Rows * TokenModel.InputSize];
    private readonly float[] _expected = new float[Rows * TokenModel.OutputSize];
    private readonly float[] _outputs = new float[Rows * TokenModel.OutputSize];

    public TokenForwardTests()
    {
        TokenModel.Tensors["rnn.bias_ih_l0"].CopyFrom(TestData.Floats(TokenModel.HiddenSize), _network.Parameters);
        for (int i = 0; i < Rows; i++)
        {
            _vectors[(i * TokenModel.InputSize) + _tokens[i]] = 1;
        }

        _network.Forward(_vectors, _expected, new TokenModel.State[BatchSize]);
    }

    [Fact]
    public void A_step_on_a_token_is_a_step_on_its_vector()
    {
        var states = new TokenModel.State[BatchSize];
        for (int i = 0; i < Rows; i++)
        {
            _network.Step(_tokens[i], _outputs.AsSpan(i * TokenModel.OutputSize, TokenModel.OutputSize), ref states[i % BatchSize]);
        }

        Expect.Close(_expected, _outputs, Tolerance);
    }

    [Fact]
    public void A_pass_over_tokens_is_a_pass_over_their_vectors()
    {
        _network.Forward(_tokens, _outputs, new TokenModel.State[BatchSize]);

        Expect.Close(_expected, _outputs, Tolerance);
    }

    [Fact]
    public void A_pass_with_hidden_states_over_tokens_is_a_pass_over_their_vectors()
    {
        float[] expectedHidden = new float[Rows * TokenModel.HiddenSize];
        float[] hidden = new float[expectedHidden.Length];
        _network.Forward(_vectors, _expected, new TokenModel.State[BatchSize], expectedHidden);

        _network.Forward(_tokens, _outputs, new TokenModel.State[BatchSize], hidden);

        Expect.Close(_expected, _outputs, Tolerance);
        Expect.Close(expectedHidden, hidden, Tolerance);
    }

    [Fact]
    public void A_recorded_pass_over_tokens_is_a_pass_over_their_vectors()
    {
        _network.Forward(_tokens, _outputs, new TokenModel.Tape(BatchSize));

        Expect.Close(_expected, _outputs, Tolerance);
    }

    [Fact]
    public void Gradients_of_tokens_are_those_of_their_vectors()
    {
        (float[] parameters, float[] inputs) ofVectors = Gradients(tape => _network.Forward(_vectors, _outputs, tape));
        (float[] parameters, float[] inputs) ofTokens = Gradients(tape => _network.Forward(_tokens, _outputs, tape));

        Expect.Close(ofVectors.parameters, ofTokens.parameters);
        Expect.Close(ofVectors.inputs, ofTokens.inputs);
    }

    [Fact]
    public void A_tape_remembers_what_it_was_last_used_for()
    {
        var tape = new TokenModel.Tape(BatchSize);
        Assert.Equal(TapeContent.Empty, tape.Content);

        _network.Forward(_tokens, _outputs, tape);
        Assert.Equal(TapeContent.Tokens, tape.Content);

        _network.Forward(_vectors, _outputs, tape);
        Assert.Equal(TapeContent.Vectors, tape.Content);
    }

    private (float[] Parameters, float[] Inputs) Gradients(Action<TokenModel.Tape> forward)
    {
        var tape = new TokenModel.Tape(BatchSize);
        var gradients = new TokenModel.Gradients();
        float[] inputs = new float[_vectors.Length];
        forward(tape);
        _network.Backward(TestData.Floats(_outputs.Length), tape, gradients, inputs);
        return (gradients.Values.ToArray(), inputs);
    }
}
