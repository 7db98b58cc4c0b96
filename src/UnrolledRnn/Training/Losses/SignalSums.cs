namespace UnrolledRnn.Training;

/// <summary>Weighted sums over the time of one signal; d is prediction - target, f the pre-emphasis.</summary>
internal struct SignalSums
{
    /// <summary>Σ w.</summary>
    public double Weight;

    /// <summary>Σ w f(d)².</summary>
    public double FilteredError;

    /// <summary>Σ w f(target)².</summary>
    public double FilteredEnergy;

    /// <summary>Σ w d.</summary>
    public double Difference;

    /// <summary>Σ w target².</summary>
    public double Energy;
}
