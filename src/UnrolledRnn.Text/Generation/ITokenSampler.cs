namespace UnrolledRnn.Text;

/// <summary>Chooses the next token from the logits of a model. It allocates nothing.</summary>
public interface ITokenSampler
{
    /// <summary>Chooses a token.</summary>
    /// <param name="logits">One for each token; minus infinity rules a token out. May be overwritten.</param>
    /// <returns>The number of the token.</returns>
    int Sample(Span<float> logits);
}
