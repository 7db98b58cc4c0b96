namespace UnrolledRnn.Formats;

/// <summary>The state dictionary of a PyTorch module as JSON, as RTNeural's examples export it: alone, or as <c>state_dict</c>.</summary>
internal sealed class StateDictJsonReader : IModelReader
{
    public string Name => "state dictionary (JSON)";

    public bool Recognizes(ModelSource source) => JsonReader.LooksLikeJson(source)
        && (source.Span.IndexOf("weight_ih"u8) >= 0 || source.Span.IndexOf("\"state_dict\""u8) >= 0)
        && source.Span.IndexOf("\"layers\""u8) < 0;

    public ModelDescription Read(ModelSource source, ModelReadOptions options)
    {
        JsonFields file = JsonFields.Of(source);
        bool isInner = file.Has(ProteusKeys.Tensors);
        StateDictionary tensors = JsonTensors.Read(isInner ? file.Object(ProteusKeys.Tensors) : file, source.Path);
        return StateDictionaryModel.Read(tensors, options, Name) with
        {
            Metadata = isInner ? file.Texts() : new Dictionary<string, string>(),
        };
    }
}
