namespace UnrolledRnn.Training;

/// <summary>How far a training has come: what a run needs to know, beside networks and optimizers, to go on where another ended.</summary>
public sealed class TrainingProgress
{
    /// <summary>Updates done; the place in every schedule that is a function of the step. At least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public long Step
    {
        get;
        init => field = AtLeastZero(value, nameof(Step));
    }

    /// <summary>Passes over the data that are complete; at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public long Epoch
    {
        get;
        init => field = AtLeastZero(value, nameof(Epoch));
    }

    /// <summary>The place in the data at which the next chunk begins, in whatever the caller counts; at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public long Position
    {
        get;
        init => field = AtLeastZero(value, nameof(Position));
    }

    /// <summary>
    /// The states of the caller's random sequences, in the caller's order, such as <see cref="CompilerServices.SeededRandom.State"/>.
    /// </summary>
    public IReadOnlyList<ulong> RandomStates { get; init; } = [];

    /// <summary>
    /// Texts that travel with the model, such as its vocabulary; <see cref="Serialization.ModelFile.ReadMetadata"/> finds them in a
    /// checkpoint too.
    /// </summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    private static long AtLeastZero(long value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        return value;
    }
}
