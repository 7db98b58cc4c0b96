namespace UnrolledRnn.Formats;

/// <summary>Something that is computed at each time step from others.</summary>
/// <param name="number">Greater than those of all that it is computed from.</param>
/// <param name="node">What messages call the node that computes it.</param>
/// <param name="size">Values that it gives.</param>
/// <param name="operands">What it is computed from.</param>
internal abstract class OnnxExpression(int number, string node, int size, IReadOnlyList<OnnxColumn> operands)
{
    /// <summary>Greater than the numbers of all that it is computed from.</summary>
    public int Number => number;

    /// <summary>What messages call the node that computes it.</summary>
    public string Node => node;

    /// <summary>Values that it gives.</summary>
    public int Size => size;

    /// <summary>What it is computed from.</summary>
    public IReadOnlyList<OnnxColumn> Operands => operands;

    /// <summary>The last recurrent layer that it is computed from, which may be itself; or null.</summary>
    public virtual OnnxRecurrence? LastRecurrence { get; } = operands.Select(operand => operand.Source).Distinct()
        .Select(source => source.LastRecurrence).MaxBy(layer => layer?.Number ?? -1);

    /// <summary>Its values, in their order.</summary>
    public OnnxColumn[] Columns(OnnxMoment moment = OnnxMoment.Every) => Columns(0, size, moment);

    /// <summary>Some of its values.</summary>
    public OnnxColumn[] Columns(int start, int count, OnnxMoment moment = OnnxMoment.Every) =>
        [.. Enumerable.Range(start, count).Select(i => new OnnxColumn(this, i, moment))];
}
