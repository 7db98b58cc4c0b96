namespace UnrolledRnn.Text;

/// <summary>A piece of a normalized text, which begins where the one before ends.</summary>
/// <param name="End">Where it ends, in bytes.</param>
/// <param name="Number">Its number.</param>
internal readonly record struct PieceSpan(int End, int Number);
