namespace UnrolledRnn.Cli.Measuring;

/// <summary>A network on one width of vectors.</summary>
/// <param name="Network">The network.</param>
/// <param name="Bits">The width.</param>
/// <param name="CyclesPerNanosecond">The clock.</param>
/// <param name="Times">What its step takes.</param>
internal sealed record StepRow(MeasuredNetwork Network, int Bits, double CyclesPerNanosecond, StepTimes Times)
{
    /// <summary>Cycles of the shortest step.</summary>
    public double Cycles => Times.Best * CyclesPerNanosecond;
}
