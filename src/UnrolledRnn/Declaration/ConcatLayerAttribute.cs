namespace UnrolledRnn;

/// <summary>
/// A concatenation, y = [x; s], in a network declared with <see cref="UnrolledNetworkAttribute"/>: what the layer above
/// gives, followed by what an earlier layer gives at the same time step.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConcatLayerAttribute : Attribute
{
    /// <summary>Adds a concatenation behind the layers written before it.</summary>
    /// <param name="from">The layer whose values follow, counted from 1 in the order of the attributes; 0 is the network's input.</param>
    public ConcatLayerAttribute(int from)
    {
        From = from;
    }

    /// <summary>The layer whose values follow, counted from 1; 0 is the network's input.</summary>
    public int From { get; }
}
