namespace UnrolledRnn.Cli.Training;

/// <summary>The learning rates of <c>--schedule</c>.</summary>
internal enum ScheduleKind
{
    Cosine,
    Constant,
    OneCycle,
    Plateau,
}
