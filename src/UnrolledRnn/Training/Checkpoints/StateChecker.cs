using UnrolledRnn.Serialization;

namespace UnrolledRnn.Training;

/// <summary>Compares a state with that of a checkpoint, before anything of it is taken over.</summary>
internal sealed class StateChecker(StateNames names, SafetensorsHeader header, HashSet<string> seen, string path) : IStateVisitor
{
    private string _kind = "";

    /// <summary>Throws unless the checkpoint holds a state of something of this kind, with these settings.</summary>
    /// <exception cref="ModelFormatException">It does not.</exception>
    public void Check(ICheckpointed value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _kind = value.Kind;
        seen.Add(names.Kind);
        if (!header.Metadata.TryGetValue(names.Kind, out string? found) || found != _kind)
        {
            throw new ModelFormatException(
                path, $"expected a checkpoint with {_kind} as {names.Part}, found {(found is null ? "none" : found)}.");
        }

        value.VisitState(this);
    }

    public void Setting(string name, double value)
    {
        string expected = StateText.OfSetting(value);
        if (Text(name) is string found && found != expected)
        {
            throw new ModelFormatException(path, $"expected a checkpoint of {_kind} with {name} = {expected}, found {name} = {found}.");
        }
    }

    public void Number(string name, ref double value, double least, double most)
    {
        if (!StateText.TryParse(Text(name), out double found) || !(found >= least && found <= most))
        {
            throw Error(name, StateText.Of(least), StateText.Of(most));
        }
    }

    public void Count(string name, ref long value, long least, long most)
    {
        if (!StateText.TryParse(Text(name), out long found) || found < least || found > most)
        {
            throw Error(name, StateText.Of(least), StateText.Of(most));
        }
    }

    public void PerParameter(string name, Span<float> values)
    {
        names.CheckLength(name, values.Length);
        foreach (ParameterTensor tensor in names.Tensors)
        {
            string tensorName = names.Tensor(name, tensor);
            seen.Add(tensorName);
            CheckTensor(header, tensorName, StateNames.Shape(tensor), path);
        }
    }

    /// <summary>Throws unless a file has a tensor of floats of a shape.</summary>
    /// <exception cref="ModelFormatException">It has none, or another.</exception>
    public static void CheckTensor(SafetensorsHeader header, string name, long[] shape, string path)
    {
        TensorEntry? entry = header.Tensors.GetValueOrDefault(name);
        if (entry is null || entry.Type != ElementType.Float32.Name || !entry.Shape.AsSpan().SequenceEqual(shape)
            || entry.End - entry.Begin != entry.Count * sizeof(float))
        {
            string expected = $"{ElementType.Float32.Name} of shape [{string.Join(", ", shape)}]";
            string found = entry is null ? "none" : $"{entry.Type} of shape {entry.ShapeText} in {entry.End - entry.Begin} bytes";
            throw new ModelFormatException(path, $"expected tensor '{name}', {expected}, found {found}.");
        }
    }

    private string Text(string name)
    {
        string key = names.Key(name);
        seen.Add(key);
        return header.Metadata.TryGetValue(key, out string? text)
            ? text
            : throw new ModelFormatException(path, $"expected a checkpoint of {_kind} with '{key}', found none.");
    }

    private ModelFormatException Error(string name, string least, string most) =>
        new(path, $"expected a number from {least} to {most} for '{names.Key(name)}', found '{Text(name)}'.");
}
