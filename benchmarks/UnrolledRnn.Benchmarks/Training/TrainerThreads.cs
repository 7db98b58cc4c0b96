using UnrolledRnn.Training;

namespace UnrolledRnn.Benchmarks.Training;

/// <summary>
/// The one place that knows how a trainer is told its threads. Trainers have one thread so far: where they take more, pass
/// <c>threads</c> on below, and add 2 to <see cref="Counts"/>; each count becomes a column.
/// </summary>
internal static class TrainerThreads
{
    private const float MaxGradientNorm = 1;

    /// <summary>Numbers of threads to measure; the first must be 1, for it is set against the peak of one processor.</summary>
    public static int[] Counts { get; } = [1];

    /// <summary>Creates a trainer that clips gradients and moves parameters by Adam.</summary>
    public static Trainer<TNetwork> Create<TNetwork>(TNetwork network, int batchSize, int threads)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, Counts[^1]);
        return new Trainer<TNetwork>(network, new Adam(network.Parameters.Length), batchSize, MaxGradientNorm);
    }
}
