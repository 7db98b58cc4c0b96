namespace UnrolledRnn.Generator.Planning;

/// <summary>What one time step costs.</summary>
internal sealed record CostEstimate
{
    /// <summary>Multiply-adds, padding not counted.</summary>
    public required long MultiplyAdds { get; init; }

    /// <summary>Bytes of parameters read, padding included.</summary>
    public required long ParameterBytes { get; init; }

    /// <summary>For 512 and 256 bits, the cycles in which two multiply-adds a cycle do the arithmetic of a step.</summary>
    public required long ThroughputCycles512 { get; init; }

    public required long ThroughputCycles256 { get; init; }

    /// <summary>The cycles of the longest chain from one state to the next.</summary>
    public required long ChainCycles { get; init; }
}
