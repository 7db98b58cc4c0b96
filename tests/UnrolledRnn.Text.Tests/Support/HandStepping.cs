namespace UnrolledRnn.Text.Tests;

/// <summary>Greedy generation written out with nothing but the network's single step.</summary>
internal sealed class HandStepping<TNetwork>
    where TNetwork : class, ITokenNetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly float[] _state = new float[TNetwork.Shape.StateSize];

    public HandStepping(TNetwork network, params IEnumerable<int> tokens)
    {
        _network = network;
        Step(Vocabulary.BeginOfText);
        foreach (int token in tokens)
        {
            Step(token);
        }
    }

    public float[] Logits { get; } = new float[TNetwork.Shape.OutputSize];

    /// <summary>Takes the likeliest token that is neither unknown nor the beginning, several times.</summary>
    public int[] Continue(int count, int vocabularySize)
    {
        int[] tokens = new int[count];
        for (int i = 0; i < count; i++)
        {
            tokens[i] = Enumerable.Range(Vocabulary.EndOfText, vocabularySize - Vocabulary.EndOfText).MaxBy(token => Logits[token]);
            Step(tokens[i]);
        }

        return tokens;
    }

    private void Step(int token) => _network.Step(token, Logits, _state);
}
