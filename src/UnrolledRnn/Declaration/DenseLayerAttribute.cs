namespace UnrolledRnn;

/// <summary>
/// A dense layer, y = a(W x + b), of a network declared with <see cref="UnrolledNetworkAttribute"/>, anywhere between
/// its input and its output layer.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseLayerAttribute : Attribute
{
    /// <summary>Adds a layer behind those written before it.</summary>
    /// <param name="size">Units, at least 1.</param>
    /// <param name="activation">The function a.</param>
    public DenseLayerAttribute(int size, LayerActivation activation)
    {
        Size = size;
        Activation = activation;
    }

    /// <summary>Units.</summary>
    public int Size { get; }

    /// <summary>The function a.</summary>
    public LayerActivation Activation { get; }

    /// <summary>Whether the layer has a bias b; true unless set.</summary>
    public bool Bias { get; set; } = true;
}
