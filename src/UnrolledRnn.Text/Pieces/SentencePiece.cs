namespace UnrolledRnn.Text;

/// <summary>A piece of a SentencePiece model.</summary>
/// <param name="Text">Its text, with <c>▁</c> for spaces.</param>
/// <param name="Score">The logarithm of its probability, or the order of merges; the higher, the better.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct SentencePiece(string Text, float Score, PieceKind Kind);
