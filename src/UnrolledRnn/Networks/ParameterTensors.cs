using System.Collections;

namespace UnrolledRnn;

/// <summary>The parameter tensors of a network, in the order in which a new one's are drawn, and by PyTorch's names.</summary>
/// <example>
/// <code>
/// float[] bias = new float[Amp.Tensors["linear.bias"].Count];
/// Amp.Tensors["linear.bias"].CopyTo(amp.Parameters, bias);
/// </code>
/// </example>
public sealed class ParameterTensors : IReadOnlyList<ParameterTensor>
{
    private readonly ParameterTensor[] _tensors;

    /// <summary>Collects tensors of different names.</summary>
    /// <param name="tensors">The tensors, in their order.</param>
    public ParameterTensors(params ParameterTensor[] tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        _tensors = tensors;
    }

    /// <inheritdoc/>
    public int Count => _tensors.Length;

    /// <inheritdoc/>
    public ParameterTensor this[int index] => _tensors[index];

    /// <summary>The tensor of a name.</summary>
    /// <param name="name">PyTorch's name, such as <c>rnn.weight_ih_l0</c>.</param>
    /// <exception cref="KeyNotFoundException">There is none; the message names those that there are.</exception>
    public ParameterTensor this[string name] => Array.Find(_tensors, tensor => tensor.Name == name)
        ?? throw new KeyNotFoundException($"Expected one of {string.Join(", ", _tensors.Select(tensor => tensor.Name))}, got {name}.");

    /// <inheritdoc/>
    public IEnumerator<ParameterTensor> GetEnumerator() => ((IEnumerable<ParameterTensor>)_tensors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
