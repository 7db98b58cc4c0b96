namespace UnrolledRnn.Benchmarks.Experiments.Start;

/// <summary>What a network is to learn.</summary>
internal interface ITask
{
    /// <summary>Sequences trained together, B.</summary>
    int BatchSize { get; }

    /// <summary>Adam's.</summary>
    float LearningRate { get; }

    /// <summary>The tokens [T, B] and the targets of one update, and whether they begin new sequences.</summary>
    (int[] Tokens, int[] Targets, bool BeginsAnew) Chunk(int number);
}
