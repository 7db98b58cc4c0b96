namespace UnrolledRnn.Text;

/// <summary>One continuation of a text, a token at a time.</summary>
internal sealed class TextContinuation
{
    private readonly TextState _state;
    private readonly ITokenSampler _sampler;
    private readonly TokenDecoder _decoder;
    private readonly StopTextFilter _stop;
    private int _rest;

    /// <summary>Begins where a state stands, and moves it on.</summary>
    public TextContinuation(TextState state, GenerationOptions options)
    {
        _state = state;
        _sampler = options.Sampler ?? options.Sampling.CreateSampler(state.GeneratedTokens);
        _decoder = state.CreateDecoder();
        _stop = new StopTextFilter(options.StopTexts);
        _rest = options.MaxTokens;
        _sampler.Reset();
        for (int i = 0; i < state.History.Count; i++)
        {
            _sampler.Accept(state.History[i]);
        }
    }

    /// <summary>Generates a token.</summary>
    /// <param name="text">What can be handed out; may be empty.</param>
    /// <returns>Whether the text goes on.</returns>
    public bool Next(out string text)
    {
        int token = _rest-- > 0 ? _state.Next(_sampler) : Vocabulary.EndOfText;
        if (token != Vocabulary.EndOfText)
        {
            text = _stop.Append(_decoder.Append(token));
            return !_stop.IsMet;
        }

        text = _stop.Append(_decoder.Flush());
        text += _stop.Flush();
        return false;
    }
}
