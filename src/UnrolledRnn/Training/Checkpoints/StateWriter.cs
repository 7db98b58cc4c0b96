using UnrolledRnn.Serialization;

namespace UnrolledRnn.Training;

/// <summary>Writes a state to a checkpoint.</summary>
internal sealed class StateWriter(StateNames names, SafetensorsContent content) : IStateVisitor
{
    /// <summary>Writes what something is, and its state.</summary>
    /// <exception cref="InvalidOperationException">It gives one name to two things.</exception>
    public void Write(ICheckpointed value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Add(names.Kind, value.Kind);
        value.VisitState(this);
    }

    public void Setting(string name, double value) => Add(names.Key(name), StateText.OfSetting(value));

    public void Number(string name, ref double value, double least, double most) => Add(names.Key(name), StateText.Of(value));

    public void Count(string name, ref long value, long least, long most) => Add(names.Key(name), StateText.Of(value));

    public void PerParameter(string name, Span<float> values)
    {
        names.CheckLength(name, values.Length);
        foreach (ParameterTensor tensor in names.Tensors)
        {
            float[] copy = new float[tensor.Count];
            tensor.CopyTo(values, copy);
            string tensorName = names.Tensor(name, tensor);
            CheckNew(content.Header.Tensors.ContainsKey(tensorName), tensorName);
            content.Add(tensorName, StateNames.Shape(tensor), copy);
        }
    }

    private void Add(string key, string text) => CheckNew(!content.Header.Metadata.TryAdd(key, text), key);

    private static void CheckNew(bool isThere, string name)
    {
        if (isThere)
        {
            throw new InvalidOperationException($"'{name}' occurs twice in a state.");
        }
    }
}
