namespace UnrolledRnn.Training;

/// <summary>
/// How well logits predict tokens, over all chunks added: e to the mean of -ln softmax(logits)[target]; the number of tokens among which
/// a guess would be as good.
/// </summary>
public sealed class PerplexityMetric : IClassMetric
{
    private double _nats;

    /// <summary>Creates a metric that has seen nothing.</summary>
    /// <param name="ignoredTarget">The target of rows that do not count.</param>
    public PerplexityMetric(int ignoredTarget = SoftmaxCrossEntropy.IgnoredTarget)
    {
        IgnoredTarget = ignoredTarget;
    }

    /// <summary>The target of rows that do not count.</summary>
    public int IgnoredTarget { get; }

    /// <summary>Targets that counted.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public string Name => "perplexity";

    /// <summary>The perplexity, at least 1; NaN before a target has counted.</summary>
    public double Value => Math.Exp(NatsPerToken);

    /// <summary>The mean of -ln softmax(logits)[target]; NaN before a target has counted.</summary>
    public double NatsPerToken => _nats / Count;

    /// <summary>The mean of -log2 softmax(logits)[target]; NaN before a target has counted.</summary>
    public double BitsPerToken => NatsPerToken / Math.Log(2);

    /// <summary>Adds a chunk, in double.</summary>
    /// <param name="logits">[N, classes]</param>
    /// <param name="targets">[N] classes, or the ignored target.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class; nothing is added.</exception>
    public void Add(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets)
    {
        int classes = ClassTargets.CountClasses(logits.Length, targets, IgnoredTarget, nameof(logits));
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] != IgnoredTarget)
            {
                ReadOnlySpan<float> row = logits.Slice(i * classes, classes);
                _nats += LogarithmOf.SumOf(row) - row[targets[i]];
                Count++;
            }
        }
    }

    /// <summary>Adds a chunk whose cross-entropy is known already, such as from training on it.</summary>
    /// <param name="meanLoss">The mean of -ln softmax(logits)[target], in nats.</param>
    /// <param name="count">Targets over which it is the mean; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void Add(double meanLoss, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > 0)
        {
            _nats += meanLoss * count;
            Count += count;
        }
    }

    /// <inheritdoc/>
    void IClassMetric.Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets) => Add(outputs, targets);

    /// <summary>Forgets what was added.</summary>
    public void Reset()
    {
        _nats = 0;
        Count = 0;
    }
}
