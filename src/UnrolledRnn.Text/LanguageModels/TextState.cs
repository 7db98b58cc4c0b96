using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Text;

/// <summary>
/// Where a text stands: all that the network keeps of what was read and generated. Reading, generating and scoring move it on; a
/// <see cref="Fork"/> costs a copy of the state, so that a prompt is read once for many continuations.
/// </summary>
public sealed partial class TextState
{
    private readonly float[] _state;
    private readonly float[] _logits;
    private readonly float[] _scratch;

    /// <summary>The state behind <c>&lt;bos&gt;</c>.</summary>
    internal TextState(LanguageModel model)
        : this(model, new float[model.Shape.StateSize], new float[model.Shape.OutputSize], new TokenHistory())
    {
        model.Network.Start(_state);
        model.Network.Step(Vocabulary.BeginOfText, _logits, _state);
    }

    /// <summary>A state of given content.</summary>
    internal TextState(LanguageModel model, float[] state, float[] logits, TokenHistory history)
    {
        Model = model;
        History = history;
        _state = state;
        _logits = logits;
        _scratch = new float[logits.Length];
    }

    /// <summary>The model.</summary>
    public LanguageModel Model { get; }

    /// <summary>The logits of the next token, one for each output of the network.</summary>
    public ReadOnlySpan<float> Logits => _logits;

    /// <summary>Tokens generated so far: where the random numbers of <see cref="SamplingOptions.Seed"/> stand.</summary>
    public long GeneratedTokens { get; internal set; }

    /// <summary>What the network carries from step to step, [StateSize].</summary>
    internal ReadOnlySpan<float> State => _state;

    /// <summary>The last tokens that were read or generated.</summary>
    internal TokenHistory History { get; }

    /// <summary>The last of them; <see cref="Vocabulary.BeginOfText"/> before any, and behind a space that is no token.</summary>
    internal int LastToken => History.Count == 0 || EndsWithSpace ? Vocabulary.BeginOfText : History[History.Count - 1];

    /// <summary>Whether the last text that was read ends with white space, and nothing has come since.</summary>
    internal bool EndsWithSpace { get; set; }

    /// <summary>A state at the same place, which goes its own way.</summary>
    public TextState Fork() => new(Model, [.. _state], [.. _logits], History.Copy())
    {
        GeneratedTokens = GeneratedTokens,
        EndsWithSpace = EndsWithSpace,
        _cache = _cache?.Copy(),
    };

    /// <summary>
    /// The state as bytes, from which <see cref="LanguageModel.Resume"/> goes on to the bit. They hold a version and a fingerprint of the
    /// model, whose computation reads every parameter once.
    /// </summary>
    public byte[] ToBytes() => SavedText.Write(this);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text; may be empty.</param>
    public void Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (int token in Model.Tokenizer.EncodeToIds(text))
        {
            Feed(token);
        }

        NoteEnd(text);
    }

    /// <summary>Reads a token.</summary>
    /// <param name="token">A token of the vocabulary.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public void Feed(int token)
    {
        Throw.IfTokenOutOfRange(token, Model.Vocabulary.Count, nameof(token));
        _cache?.Add(_state, token);
        Model.Network.Step(token, _logits, _state);
        History.Add(token);
        EndsWithSpace = false;
    }

    /// <summary>Chooses the next token, and feeds it unless it is the end.</summary>
    internal int Next(ITokenSampler sampler)
    {
        Span<float> logits = _scratch.AsSpan(0, Model.Vocabulary.Count);
        Text.Logits.CopySelectable(_logits, LastToken, Model.Tokenizer, logits);
        int token = sampler.Sample(logits);
        if (token != Vocabulary.EndOfText)
        {
            Feed(token);
            sampler.Accept(token);
            GeneratedTokens++;
        }

        return token;
    }
}
