namespace UnrolledRnn.Generator.Tests.Execution.Layers;

/// <summary>The names that a network's tensors have in files, given out in the order of the layers.</summary>
/// <param name="hasLayerAttributes">Whether the layers are attributes of their own.</param>
/// <param name="beginsWithDense">Whether the first layer is a dense one in front of a recurrent one, which has a name of its own.</param>
internal sealed class TensorNames(bool hasLayerAttributes, bool beginsWithDense)
{
    private bool _isInputNamed = !beginsWithDense;
    private int _dense;
    private int _recurrent;

    /// <summary>What the tensors of the next dense layer begin with.</summary>
    public string NextDense()
    {
        if (!_isInputNamed)
        {
            _isInputNamed = true;
            return "input";
        }

        return $"dense.{_dense++}";
    }

    /// <summary>The names of the tensors of the next recurrent layer.</summary>
    public Func<string, string> NextRecurrent()
    {
        int index = _recurrent++;
        return hasLayerAttributes ? tensor => $"rnn.{index}.{tensor}_l0" : tensor => $"rnn.{tensor}_l{index}";
    }
}
