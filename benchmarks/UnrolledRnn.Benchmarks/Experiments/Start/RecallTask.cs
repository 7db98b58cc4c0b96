namespace UnrolledRnn.Benchmarks.Experiments.Start;

/// <summary>
/// After the last of 20 tokens, name the first. It is one of ten; the others are drawn from six that mean nothing. Guessing costs ln 10,
/// 2.30 nats.
/// </summary>
internal sealed class RecallTask(int seed) : ITask
{
    /// <summary>Ten tokens to recall, and six others.</summary>
    public const int Vocabulary = 16;

    /// <summary>Tokens of a sequence, T.</summary>
    public const int Length = 20;

    private const int Recalled = 10;

    public int BatchSize => 32;

    public float LearningRate => 1e-3f;

    public (int[] Tokens, int[] Targets, bool BeginsAnew) Chunk(int number)
    {
        var random = new Random(SeedOf(number));
        int[] targets = [.. Enumerable.Range(0, BatchSize).Select(_ => random.Next(Recalled))];
        int[] others = [.. Enumerable.Range(0, (Length - 1) * BatchSize).Select(_ => random.Next(Recalled, Vocabulary))];
        return ([.. targets, .. others], targets, true);
    }

    /// <summary>The same on every machine, unlike that of the library.</summary>
    private int SeedOf(int number) => (seed * 1_000_003) + number;
}
