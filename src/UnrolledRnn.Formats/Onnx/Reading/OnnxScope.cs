namespace UnrolledRnn.Formats;

/// <summary>What the nodes of a graph have in common while it is read.</summary>
/// <param name="path">The file.</param>
/// <param name="operatorSet">The version of the operators.</param>
/// <param name="budget">What values together may take.</param>
internal sealed class OnnxScope(string path, long operatorSet, OnnxBudget budget)
{
    private readonly List<OnnxAxis> _picked = [];
    private OnnxAxis? _time;
    private bool _hasTime;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>The version of the operators.</summary>
    public long OperatorSet => operatorSet;

    /// <summary>The axes whose sizes are open.</summary>
    public OnnxAxes Axes { get; } = new();

    /// <summary>What has been built.</summary>
    public OnnxNetwork Network { get; } = new();

    /// <summary>Accounts for elements that a node makes.</summary>
    /// <param name="elements">How many there are.</param>
    /// <param name="bytes">What each takes.</param>
    /// <exception cref="OnnxRefusal">All nodes together make far more than the file holds.</exception>
    public void Spend(long elements, int bytes) => budget.Spend(elements, bytes);

    /// <summary>Takes an axis for that of time, because a time step of it is picked, or it is reversed.</summary>
    /// <exception cref="OnnxRefusal">Layers run along another.</exception>
    public void PickAlong(OnnxAxis axis)
    {
        _picked.Add(axis);
        CheckPicked();
    }

    /// <summary>Takes an axis for that of time, because a layer runs along it; null where that has one time step.</summary>
    /// <exception cref="OnnxRefusal">Other layers run along another.</exception>
    public void RunAlong(OnnxAxis? axis)
    {
        if (_hasTime && axis != _time)
        {
            const string None = "one time step";
            throw new OnnxRefusal($"it runs along '{axis?.Name ?? None}', other layers along '{_time?.Name ?? None}'");
        }

        (_time, _hasTime) = (axis, true);
        CheckPicked();
    }

    private void CheckPicked()
    {
        if (_hasTime && _picked.Find(axis => axis != _time) is OnnxAxis other)
        {
            throw new OnnxRefusal($"a part of '{other.Name}' is taken, along which no layer runs");
        }
    }
}
