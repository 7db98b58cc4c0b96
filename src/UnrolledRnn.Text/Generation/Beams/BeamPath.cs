namespace UnrolledRnn.Text;

/// <summary>The tokens of a continuation, the last one first; paths share what they have in common.</summary>
/// <param name="Before">The tokens before; null where there are none.</param>
/// <param name="Token">The last token.</param>
/// <param name="Length">How many tokens there are.</param>
internal sealed record BeamPath(BeamPath? Before, int Token, int Length)
{
    /// <summary>The tokens in their order.</summary>
    public int[] ToTokens()
    {
        int[] tokens = new int[Length];
        for (BeamPath? path = this; path is not null; path = path.Before)
        {
            tokens[path.Length - 1] = path.Token;
        }

        return tokens;
    }
}
