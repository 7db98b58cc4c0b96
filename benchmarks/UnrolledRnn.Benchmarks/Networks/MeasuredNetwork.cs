namespace UnrolledRnn.Benchmarks.Networks;

/// <summary>A generated network that is measured, and what it is held against.</summary>
internal sealed record MeasuredNetwork
{
    /// <summary>Time steps of every pass over a sequence.</summary>
    public const int SequenceLength = 64;

    public required string Name { get; init; }

    public required CellWeights Weights { get; init; }

    public required INetworkRunner Generated { get; init; }

    public int Streams { get; init; } = 1;

    public int BytesPerWeight { get; init; } = sizeof(float);

    public required NetworkBars Bars { get; init; }

    public int InputLength => SequenceLength * Streams * Weights.InputSize;

    public int OutputLength => SequenceLength * Streams * Weights.OutputSize;

    /// <summary>Creates a network from a seed, and its description.</summary>
    public static MeasuredNetwork Create<TNetwork, TState>(
        string name,
        NetworkBars bars,
        GeneratedRunner<TNetwork, TState>.Call steps,
        GeneratedRunner<TNetwork, TState>.Call sequence,
        int streams = 1,
        int bytesPerWeight = sizeof(float))
        where TNetwork : class, IRecurrentNetwork<TNetwork>
        where TState : struct
    {
        TNetwork network = TNetwork.Create(seed: 1);
        if (bytesPerWeight < sizeof(float))
        {
            NarrowWeights.Truncate(network);
        }

        return new MeasuredNetwork
        {
            Name = name,
            Weights = CellWeights.Of(network),
            Generated = new GeneratedRunner<TNetwork, TState>(network, streams, steps, sequence),
            Streams = streams,
            BytesPerWeight = bytesPerWeight,
            Bars = bars,
        };
    }

    /// <summary>The same inputs for every runner.</summary>
    public float[] CreateInputs() => [.. Enumerable.Range(0, InputLength).Select(i => MathF.Sin(0.7f * i))];
}
