namespace UnrolledRnn.Training;

/// <summary>The part of targets whose class has the greatest output, over all chunks added.</summary>
public sealed class AccuracyMetric : IClassMetric
{
    /// <summary>Creates a metric that has seen nothing.</summary>
    /// <param name="ignoredTarget">The target of rows that do not count.</param>
    public AccuracyMetric(int ignoredTarget = SoftmaxCrossEntropy.IgnoredTarget)
    {
        IgnoredTarget = ignoredTarget;
    }

    /// <summary>The target of rows that do not count.</summary>
    public int IgnoredTarget { get; }

    /// <summary>Rows that counted.</summary>
    public long Count { get; private set; }

    /// <summary>Rows whose class had the greatest output.</summary>
    public long Correct { get; private set; }

    /// <inheritdoc/>
    public string Name => "accuracy";

    /// <summary>The part that was correct, from 0 to 1; NaN before a row has counted.</summary>
    public double Value => (double)Correct / Count;

    /// <summary>Adds a chunk. Of equal outputs, the first is the greatest; a row with a NaN is wrong.</summary>
    /// <param name="outputs">[N, classes]: logits or probabilities.</param>
    /// <param name="targets">[N] classes, or the ignored target.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class; nothing is added.</exception>
    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets)
    {
        int classes = ClassTargets.CountClasses(outputs.Length, targets, IgnoredTarget, nameof(outputs));
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] != IgnoredTarget)
            {
                Count++;
                Correct += IsGreatest(outputs.Slice(i * classes, classes), targets[i]) ? 1 : 0;
            }
        }
    }

    /// <summary>Forgets what was added.</summary>
    public void Reset()
    {
        Count = 0;
        Correct = 0;
    }

    private static bool IsGreatest(ReadOnlySpan<float> row, int target)
    {
        float greatest = row[target];
        for (int k = 0; k < row.Length; k++)
        {
            if (k < target ? !(row[k] < greatest) : !(row[k] <= greatest))
            {
                return false;
            }
        }

        return true;
    }
}
