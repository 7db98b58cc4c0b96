namespace UnrolledRnn.Formats;

/// <summary>A state dictionary in JSON: nested lists of numbers by name.</summary>
internal static class JsonTensors
{
    /// <summary>The tensors of an object; what is none of numbers is named.</summary>
    public static StateDictionary Read(JsonFields tensors, string path)
    {
        var file = new StateDictionary(path);
        foreach ((string name, JsonValue value) in tensors.Value.Members)
        {
            if (value is JsonNumbers numbers)
            {
                file.Add(name, new ModelTensor(numbers.Values, numbers.Shape));
            }
            else
            {
                file.AddOther(name, value.Kind);
            }
        }

        return file;
    }
}
