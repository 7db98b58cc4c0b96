using BenchmarkDotNet.Attributes;
using UnrolledRnn.Benchmarks.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Benchmarks.Microbenchmarks;

/// <summary>One update of the character model: forward, loss, backward, clipping, Adam.</summary>
[MemoryDiagnoser]
public class TrainingBenchmarks
{
    private const int BatchSize = 32;

    private readonly Trainer<Elman256> _trainer;
    private readonly int[] _tokens = [.. Enumerable.Range(0, Elman256.SequenceLength * BatchSize).Select(i => i * 31 % Elman256.InputSize)];

    /// <summary>Prepares a trainer.</summary>
    public TrainingBenchmarks()
    {
        var network = new Elman256(seed: 1);
        _trainer = new Trainer<Elman256>(network, new Adam(network.Parameters.Length), BatchSize, maxGradientNorm: 1);
    }

    /// <summary>The time per character.</summary>
    [Benchmark(OperationsPerInvoke = Elman256.SequenceLength * BatchSize)]
    public double Train() => _trainer.Train(_tokens, _tokens);
}
