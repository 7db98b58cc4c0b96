namespace UnrolledRnn;

/// <summary>
/// A skip connection, y = x + gain · s, in a network declared with <see cref="UnrolledNetworkAttribute"/>: adds what an
/// earlier layer gives at the same time step.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SkipLayerAttribute : Attribute
{
    /// <summary>Adds a skip connection behind the layers written before it.</summary>
    /// <param name="from">
    /// The layer whose values s are added, counted from 1 in the order of the attributes; 0 is the network's input. As wide as
    /// the layer above.
    /// </param>
    public SkipLayerAttribute(int from)
    {
        From = from;
    }

    /// <summary>The layer whose values are added, counted from 1; 0 is the network's input.</summary>
    public int From { get; }

    /// <summary>The factor of these values; 1 unless set.</summary>
    public float Gain { get; set; } = 1;
}
