namespace UnrolledRnn.Generator.Planning;

/// <summary>How many time steps are straight-line code.</summary>
internal sealed record UnrollPlan
{
    public required int SequenceLength { get; init; }

    /// <summary>Time steps in one round of the loop; all of them where there is no loop.</summary>
    public required int StepsPerRound { get; init; }

    /// <summary>Why this many, in a clause.</summary>
    public required string Reason { get; init; }

    /// <summary>Why full unrolling was asked for and not done; else null.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether each recurrent layer runs one time step behind the layer below it, so that their chains overlap.</summary>
    public bool LayersOverlap { get; init; }

    public bool IsStraightLine => StepsPerRound == SequenceLength;

    /// <summary>Time steps after the last full round.</summary>
    public int RemainderSteps => SequenceLength % StepsPerRound;
}
