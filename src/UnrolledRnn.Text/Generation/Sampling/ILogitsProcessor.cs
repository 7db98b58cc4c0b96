namespace UnrolledRnn.Text;

/// <summary>Changes logits before a token is chosen from them. It allocates nothing after its first token.</summary>
public interface ILogitsProcessor
{
    /// <summary>Changes logits in place.</summary>
    /// <param name="logits">One for each token; minus infinity rules a token out.</param>
    void Process(Span<float> logits);

    /// <summary>Hears of a token of the text, of the prompt as well as chosen.</summary>
    /// <param name="token">The token.</param>
    void Accept(int token)
    {
    }

    /// <summary>Forgets the accepted tokens, because another text begins.</summary>
    void Reset()
    {
    }
}
