using UnrolledRnn.Text;

namespace UnrolledRnn.Benchmarks.Generation;

/// <summary>A network that generates tokens without an end, and what a step of it reads.</summary>
internal sealed class TokenLoop<TNetwork>
    where TNetwork : class, ITokenNetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly TokenGenerator<TNetwork> _generator;
    private readonly float[] _state = new float[TNetwork.Shape.StateSize];
    private readonly float[] _logits = new float[TNetwork.Shape.OutputSize];
    private readonly int[] _tokens = [.. Enumerable.Range(1, TNetwork.Shape.SequenceLength)];
    private readonly float[] _rows = new float[TNetwork.Shape.SequenceLength * TNetwork.Shape.OutputSize];
    private readonly GreedySampler _greedy = new();
    private readonly ITokenSampler _drawing = new SamplingOptions
    {
        Temperature = 0.8f, TopK = 50, TopP = 0.9f, RepetitionPenalty = 1.1f, Seed = 1,
    }.CreateSampler();
    private int _token;

    public TokenLoop(TNetwork network)
    {
        _network = network;
        _generator = new TokenGenerator<TNetwork>(network);
    }

    /// <summary>The bytes of every parameter that a step reads: all of them, once.</summary>
    /// <param name="bytesPerWeight">Those of a weight of a matrix; others are floats.</param>
    /// <param name="bytesInTable">Those of a weight of the table that the output reads.</param>
    public static int BytesRead(int bytesPerWeight, int bytesInTable) => TNetwork.Tensors.Sum(tensor => tensor.Count
        * (tensor.Columns is null ? sizeof(float) : tensor.Name == "embedding.weight" ? bytesInTable : bytesPerWeight));

    /// <summary>The logits behind tokens.</summary>
    public float[] LogitsBehind(ReadOnlySpan<int> tokens)
    {
        _network.CopyInitialState(_state);
        foreach (int token in tokens)
        {
            _network.Step(token, _logits, _state);
        }

        return [.. _logits];
    }

    /// <summary>One step, of tokens in a row.</summary>
    public void Step()
    {
        _token = (_token + 1) % WordGenerators.Vocabulary;
        _network.Step(_token, _logits, _state);
    }

    /// <summary>As many tokens as a sequence has at once, as where a text is scored.</summary>
    public void Forward() => _network.Forward(_tokens, _rows, _state);

    /// <summary>The likeliest token, and the step of it.</summary>
    public void Greedy() => _generator.Next(_greedy, WordGenerators.Vocabulary);

    /// <summary>A token drawn as a user draws, and the step of it.</summary>
    public void Draw() => _generator.Next(_drawing, WordGenerators.Vocabulary);
}
