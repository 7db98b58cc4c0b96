namespace UnrolledRnn.Benchmarks.Latency;

/// <summary>How long things are measured.</summary>
/// <param name="Rounds">How often every candidate has its turn.</param>
/// <param name="Round">How long one turn is.</param>
internal sealed record MeasurementPlan(int Rounds, TimeSpan Round)
{
    /// <summary>
    /// How often every candidate runs before the first round. The runtime compiles each method up to four times.
    /// </summary>
    public const int WarmUps = 8;

    /// <summary>Turns so short that most of them end before another process gets the processor.</summary>
    public static MeasurementPlan Short { get; } = new(Rounds: 151, TimeSpan.FromMilliseconds(0.4));

    public static MeasurementPlan Long { get; } = new(Rounds: 501, TimeSpan.FromMilliseconds(0.6));

    /// <summary>How long every candidate runs before the first round, each of those times.</summary>
    public static TimeSpan WarmUp { get; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Leaves the processor to the compiler's thread.</summary>
    public static TimeSpan CompilationPause { get; } = TimeSpan.FromMilliseconds(200);
}
