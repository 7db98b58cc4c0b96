using UnrolledRnn.Training;

namespace UnrolledRnn.Benchmarks.Training;

/// <summary>The threads that trainers are measured with; each count is a column.</summary>
internal static class TrainerThreads
{
    private const float MaxGradientNorm = 1;

    /// <summary>Numbers of threads to measure; the first must be 1, for it is set against the peak of one processor.</summary>
    public static int[] Counts { get; } = [1, 2];

    /// <summary>Creates a trainer that clips gradients and moves parameters by Adam.</summary>
    public static Trainer<TNetwork> Create<TNetwork>(TNetwork network, int batchSize, int threads)
        where TNetwork : class, ISequenceNetwork<TNetwork> =>
        new(network, new Adam(network.Parameters.Length), batchSize, MaxGradientNorm) { Threads = threads };
}
