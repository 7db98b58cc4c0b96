using UnrolledRnn.CompilerServices;

namespace UnrolledRnn;

/// <summary>
/// A gradient for each parameter of a network, laid out as the parameters are. Backward passes add to it, so clear it
/// before the first pass of an update.
/// </summary>
public abstract class ParameterGradients
{
    private readonly AlignedBuffer _values;

    /// <summary>Allocates zeroed gradients.</summary>
    /// <param name="length">Floats in the parameter buffer.</param>
    protected ParameterGradients(int length)
    {
        _values = new AlignedBuffer(length);
    }

    /// <summary>All gradients, in the layout of the network's parameters; padding is zero.</summary>
    public Span<float> Values => _values.Span;

    /// <summary>Sets every gradient to zero.</summary>
    public void Clear() => Values.Clear();
}
