namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>The number of a time step in emitted code: a variable, if any, plus a constant.</summary>
internal readonly record struct TimeStep(string? Variable, int Offset = 0)
{
    /// <summary>The step times a stride, as an expression.</summary>
    public string Times(string stride) => this switch
    {
        (null, 0) => "0",
        (not null, not 0) => $"({this}) * {stride}",
        _ => $"{this} * {stride}",
    };

    public override string ToString() => this switch
    {
        (null, _) => Expressions.Number(Offset),
        (string variable, 0) => variable,
        (_, < 0) => $"{Variable} - {Expressions.Number(-(long)Offset)}",
        _ => $"{Variable} + {Expressions.Number(Offset)}",
    };
}
