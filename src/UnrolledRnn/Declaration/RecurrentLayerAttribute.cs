namespace UnrolledRnn;

/// <summary>A recurrent layer of a network declared with <see cref="UnrolledRnnAttribute(int, int, int)"/>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RecurrentLayerAttribute : Attribute
{
    /// <summary>Adds a layer behind those written before it.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="hiddenSize">Units, at least 1.</param>
    public RecurrentLayerAttribute(RnnCell cell, int hiddenSize)
    {
        Cell = cell;
        HiddenSize = hiddenSize;
    }

    /// <summary>The cell.</summary>
    public RnnCell Cell { get; }

    /// <summary>Units; a bidirectional layer has as many for each direction.</summary>
    public int HiddenSize { get; }

    /// <summary>Whether the layer also reads the sequence backwards; the next layer then reads both, forward units first.</summary>
    public bool Bidirectional { get; set; }
}
