namespace UnrolledRnn;

/// <summary>
/// An embedding, the first layer of a network declared with <see cref="UnrolledNetworkAttribute"/>: a row of a table
/// [nIn, size] for each token, PyTorch's <c>nn.Embedding</c>. nIn is the size of the vocabulary.
/// </summary>
/// <remarks>
/// A token selects its row; training adds to the gradients of the rows that were read. The network also takes vectors,
/// as weights of the rows: those of a token would be one-hot.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EmbeddingLayerAttribute : Attribute
{
    /// <summary>Adds an embedding in front of all layers.</summary>
    /// <param name="size">Values of a row, at least 1.</param>
    public EmbeddingLayerAttribute(int size)
    {
        Size = size;
    }

    /// <summary>Values of a row.</summary>
    public int Size { get; }

    /// <summary>A new table is uniform in ±this; or normally distributed, N(0, 1), as PyTorch's, where it is 0.</summary>
    public float UniformRange { get; set; }
}
