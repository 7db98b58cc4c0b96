namespace UnrolledRnn.Cli.Training;

/// <summary>A mean of losses, each weighted with its targets.</summary>
internal struct RunningMean
{
    private double _sum;
    private long _count;

    /// <summary>Whether there is a target to take the mean over.</summary>
    public readonly bool HasValue => _count > 0;

    /// <summary>The mean so far; NaN without a target.</summary>
    public readonly double Value => _sum / _count;

    /// <summary>Takes in the mean loss over some targets.</summary>
    public void Add(double loss, long targets)
    {
        _sum += loss * targets;
        _count += targets;
    }
}
