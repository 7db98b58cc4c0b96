using UnrolledRnn.Benchmarks.Networks;

namespace UnrolledRnn.Benchmarks.Latency;

/// <summary>The measured figures of one network; times are nanoseconds per stream and step.</summary>
internal sealed record LatencyRow
{
    public required string Network { get; init; }

    public required int MultiplyAdds { get; init; }

    /// <summary>Whether the process had 512-bit vectors.</summary>
    public required bool Has512 { get; init; }

    public required double NanosecondsPerCycle { get; init; }

    public required PathTime Step { get; init; }

    /// <summary>The distance between the quartiles of the step's time, as a share of the median.</summary>
    public required double StepSpread { get; init; }

    public required PathTime Sequence { get; init; }

    /// <summary>Bytes that the steps and the sequences of all rounds allocated.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>Cycles that the multiply-adds or the reading of the weights take at least.</summary>
    public required double LimitCycles { get; init; }

    /// <summary>Cycles to reach, or null.</summary>
    public required double? BarCycles { get; init; }

    public required NetworkBars Bars { get; init; }

    public required double OnnxStep { get; init; }

    public required double OnnxSequence { get; init; }

    public required double TensorPrimitives { get; init; }

    public required double PlainLoop { get; init; }
}

/// <summary>A time per stream and step.</summary>
internal readonly record struct PathTime(double Nanoseconds, double Cycles);
