namespace UnrolledRnn;

/// <summary>
/// A function of what the layer above gives, such as the rectifier of h in front of a dense layer, in a network declared with
/// <see cref="UnrolledNetworkAttribute"/>. It has no parameters; what a recurrent layer remembers stays as it is.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ActivationLayerAttribute : Attribute
{
    /// <summary>Adds a layer behind those written before it.</summary>
    /// <param name="activation">The function.</param>
    public ActivationLayerAttribute(LayerActivation activation)
    {
        Activation = activation;
    }

    /// <summary>The function.</summary>
    public LayerActivation Activation { get; }
}
