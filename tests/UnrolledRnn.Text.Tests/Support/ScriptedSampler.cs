namespace UnrolledRnn.Text.Tests;

/// <summary>Chooses given tokens one after the other, and keeps the logits that it was shown.</summary>
internal sealed class ScriptedSampler(params int[] tokens) : ITokenSampler
{
    public List<float[]> Shown { get; } = [];

    public int Sample(Span<float> logits)
    {
        Shown.Add(logits.ToArray());
        return tokens[Shown.Count - 1];
    }
}
