namespace UnrolledRnn.Cli.Measuring;

/// <summary>A network on one width of vectors.</summary>
/// <param name="Network">The network.</param>
/// <param name="Machine">What it was measured on.</param>
/// <param name="Times">What its step takes.</param>
internal sealed record StepRow(MeasuredNetwork Network, MachineRow Machine, StepTimes Times)
{
    /// <summary>Cycles of the shortest step.</summary>
    public double Cycles => Times.Best * Machine.CyclesPerNanosecond;
}
