namespace UnrolledRnn.Generator.Model;

/// <summary>
/// A declared layer: what it is and its options, without the sizes that follow from its place. A kind of layer is a
/// record that derives from it.
/// </summary>
internal abstract record LayerSpec
{
    /// <summary>Values that the layer gives at each step.</summary>
    /// <param name="sizes">
    /// The sizes of the network's input and of every layer in front, in order; the last is what the layer reads.
    /// </param>
    public abstract int OutputSizeBehind(IReadOnlyList<int> sizes);
}

/// <summary>A layer that also reads the values of an earlier one.</summary>
internal abstract record JoiningSpec : LayerSpec
{
    /// <summary>The earlier layer, counted from 1; 0 is the network's input.</summary>
    public required int From { get; init; }
}
