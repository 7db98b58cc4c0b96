namespace UnrolledRnn.Text;

/// <summary>Chooses the next token from the logits of a model. It allocates nothing after its first token.</summary>
public interface ITokenSampler
{
    /// <summary>Chooses a token.</summary>
    /// <param name="logits">One for each token; minus infinity rules a token out. May be overwritten.</param>
    /// <returns>The number of the token.</returns>
    int Sample(Span<float> logits);

    /// <summary>Hears of a token of the text, of the prompt as well as chosen; most samplers do not care.</summary>
    /// <param name="token">The token.</param>
    void Accept(int token)
    {
    }

    /// <summary>Forgets the accepted tokens, because another text begins; what is drawn goes on.</summary>
    void Reset()
    {
    }
}
