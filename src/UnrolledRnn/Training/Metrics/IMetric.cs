namespace UnrolledRnn.Training;

/// <summary>A number that tells how good outputs are, over all batches added.</summary>
public interface IMetric
{
    /// <summary>Its name, such as <c>accuracy</c>.</summary>
    string Name { get; }

    /// <summary>The number; NaN before anything has counted.</summary>
    double Value { get; }

    /// <summary>Forgets what was added.</summary>
    void Reset();

    /// <summary>Notes that the next batch begins new sequences; most metrics do not care.</summary>
    void ResetStates()
    {
    }
}
