namespace UnrolledRnn.Text;

/// <summary>A continuation that is followed, with a state of its own.</summary>
internal sealed class Beam(ITokenSteps network)
{
    private readonly float[] _state = new float[network.Shape.StateSize];
    private readonly float[] _logits = new float[network.Shape.OutputSize];

    /// <summary>Its tokens; null where there are none yet.</summary>
    public BeamPath? Path { get; private set; }

    /// <summary>The sum of their log-probabilities.</summary>
    public double LogProbability { get; private set; }

    /// <summary>The logits of the next token.</summary>
    public ReadOnlySpan<float> Logits => _logits;

    /// <summary>Begins where a text stands.</summary>
    public void Start(TextState text)
    {
        text.State.CopyTo(_state);
        text.Logits.CopyTo(_logits);
    }

    /// <summary>Becomes what another beam is with a token more.</summary>
    public void Follow(Beam other, int token, double logProbability)
    {
        other._state.CopyTo(_state, 0);
        Path = other.PathTo(token);
        LogProbability = logProbability;
        network.Step(token, _logits, _state);
    }

    /// <summary>Its tokens and one more.</summary>
    public BeamPath PathTo(int token) => new(Path, token, 1 + (Path?.Length ?? 0));
}
