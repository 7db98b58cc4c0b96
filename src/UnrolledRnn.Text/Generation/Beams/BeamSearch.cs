namespace UnrolledRnn.Text;

/// <summary>
/// Follows the likeliest continuations, token by token: of all continuations of one token more, those that end are results, and the
/// likeliest others are followed. It ends when none of these can become better than the results.
/// </summary>
internal sealed class BeamSearch
{
    private readonly TextState _text;
    private readonly BeamSearchOptions _options;
    private readonly TopKFilter _likeliest;
    private readonly float[] _scratch;
    private readonly float[] _selectable;
    private readonly List<(Beam Beam, int Token, double LogProbability)> _candidates = [];
    private readonly List<(BeamPath? Path, double LogProbability, double Score, bool HasEnded)> _results = [];
    private readonly Stack<Beam> _spare = [];
    private List<Beam> _beams = [];

    /// <summary>Prepares a search.</summary>
    /// <param name="text">Where it begins; it is not moved on.</param>
    /// <param name="options">How.</param>
    public BeamSearch(TextState text, BeamSearchOptions options)
    {
        _text = text;
        _options = options;
        _scratch = new float[text.Logits.Length];
        _selectable = new float[text.Model.Vocabulary.Count];

        // Beside the end, which is not followed, as many as can be followed.
        _likeliest = new TopKFilter(options.Width + 1);
    }

    /// <summary>Searches.</summary>
    /// <returns>The results, the best first.</returns>
    public IReadOnlyList<TextBeam> Run()
    {
        Beam start = Take();
        start.Start(_text);
        _beams.Add(start);
        for (int length = 1; length <= _options.MaxTokens && _beams.Count > 0 && !IsDecided(length); length++)
        {
            Collect();
            Advance();
        }

        foreach (Beam beam in _beams)
        {
            AddResult(beam.Path, beam.LogProbability, hasEnded: false);
        }

        return [.. _results.Select(Written)];
    }

    /// <summary>The likeliest continuations of each beam by one token.</summary>
    private void Collect()
    {
        _candidates.Clear();
        foreach (Beam beam in _beams)
        {
            double all = Logits.LogSumExp(beam.Logits, _scratch);
            Logits.CopySelectable(beam.Logits, beam.Path?.Token ?? _text.LastToken, _text.Model.Tokenizer, _selectable);
            _likeliest.Process(_selectable);
            for (int token = 0; token < _selectable.Length; token++)
            {
                if (_selectable[token] > float.NegativeInfinity)
                {
                    _candidates.Add((beam, token, beam.LogProbability + _selectable[token] - all));
                }
            }
        }
    }

    /// <summary>Goes on with the likeliest of them.</summary>
    private void Advance()
    {
        // The order is that of the beams and of the tokens where they are equally likely: sorting by LINQ is stable.
        List<Beam> next = [];
        foreach ((Beam beam, int token, double logProbability) in _candidates.OrderByDescending(candidate => candidate.LogProbability))
        {
            if (next.Count == _options.Width)
            {
                break;
            }

            if (token == Vocabulary.EndOfText)
            {
                AddResult(beam.PathTo(token), logProbability, hasEnded: true);
                continue;
            }

            Beam follower = Take();
            follower.Follow(beam, token, logProbability);
            next.Add(follower);
        }

        _beams.ForEach(_spare.Push);
        _beams = next;
    }

    /// <summary>Whether no beam can still become one of the results.</summary>
    /// <param name="length">Tokens that it would have next.</param>
    private bool IsDecided(int length)
    {
        if (_results.Count < _options.Width)
        {
            return false;
        }

        // Log-probabilities only fall, and a longer text divides them by more.
        double best = ScoreOf(_beams.Max(beam => beam.LogProbability), Math.Max(length, _options.MaxTokens));
        return best <= _results[^1].Score;
    }

    private void AddResult(BeamPath? path, double logProbability, bool hasEnded)
    {
        double score = ScoreOf(logProbability, path?.Length ?? 0);
        int place = _results.Count;
        while (place > 0 && _results[place - 1].Score < score)
        {
            place--;
        }

        _results.Insert(place, (path, logProbability, score, hasEnded));
        if (_results.Count > _options.Width)
        {
            _results.RemoveAt(_options.Width);
        }
    }

    private double ScoreOf(double logProbability, int length) =>
        length == 0 ? logProbability : logProbability / Math.Pow(length, _options.LengthPenalty);

    private Beam Take() => _spare.TryPop(out Beam? beam) ? beam : new Beam(_text.Model.Network);

    private TextBeam Written((BeamPath? Path, double LogProbability, double Score, bool HasEnded) result)
    {
        int[] tokens = result.Path?.ToTokens() ?? [];
        TokenDecoder decoder = _text.CreateDecoder();
        string text = string.Concat(tokens.Where(token => token != Vocabulary.EndOfText).Select(decoder.Append)) + decoder.Flush();
        return new TextBeam(text, tokens, result.LogProbability, result.Score, result.HasEnded);
    }
}
