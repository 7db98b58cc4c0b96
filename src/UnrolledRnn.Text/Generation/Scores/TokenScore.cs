namespace UnrolledRnn.Text;

/// <summary>How likely a token of a text was.</summary>
/// <param name="Token">Its number; <see cref="Vocabulary.Unknown"/> where the vocabulary does not have it.</param>
/// <param name="Text">The part of the text that it stands for.</param>
/// <param name="LogProbability">In nats, at most 0.</param>
/// <param name="Rank">1 where no token was likelier, 2 where one was, and so on.</param>
public readonly record struct TokenScore(int Token, string Text, double LogProbability, int Rank);
