namespace UnrolledRnn;

/// <summary>
/// A dense layer, y = a(W x + b), of a network declared with <see cref="UnrolledRnnAttribute(int, int, int)"/>: one at most in
/// front of the first recurrent layer, any number behind the last.
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
}
