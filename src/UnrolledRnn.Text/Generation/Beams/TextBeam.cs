namespace UnrolledRnn.Text;

/// <summary>A continuation that a beam search has found.</summary>
/// <param name="Text">The continuation, without what comes before it.</param>
/// <param name="Tokens">Its tokens, <c>&lt;eos&gt;</c> among them where it has ended.</param>
/// <param name="LogProbability">Of all its tokens, in nats, as <see cref="TextState.Score"/> counts it.</param>
/// <param name="Score">
/// What it was compared by: the log-probability by the length, as <see cref="BeamSearchOptions.LengthPenalty"/> says.
/// </param>
/// <param name="HasEnded">Whether it ends with <c>&lt;eos&gt;</c>; else it has as many tokens as were allowed.</param>
public sealed record TextBeam(string Text, IReadOnlyList<int> Tokens, double LogProbability, double Score, bool HasEnded);
