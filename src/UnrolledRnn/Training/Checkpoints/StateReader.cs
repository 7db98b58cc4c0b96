using UnrolledRnn.Serialization;

namespace UnrolledRnn.Training;

/// <summary>Takes over the state of a checkpoint that a <see cref="StateChecker"/> has passed; nothing of it can fail any more.</summary>
internal sealed class StateReader(StateNames names, SafetensorsHeader header, byte[] data) : IStateVisitor
{
    public void Setting(string name, double value)
    {
    }

    public void Number(string name, ref double value, double least, double most) =>
        value = StateText.Number(header.Metadata[names.Key(name)]);

    public void Count(string name, ref long value, long least, long most) =>
        value = StateText.Count(header.Metadata[names.Key(name)]);

    public void PerParameter(string name, Span<float> values)
    {
        // padding has no place in the file
        values.Clear();
        foreach (ParameterTensor tensor in names.Tensors)
        {
            TensorEntry entry = header.Tensors[names.Tensor(name, tensor)];
            tensor.CopyFrom(TensorFile.Values(entry, data), values);
        }
    }
}
