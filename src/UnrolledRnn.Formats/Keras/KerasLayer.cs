using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>A layer of a Keras model as its configuration describes it.</summary>
/// <param name="Number">Counted from 1, for messages.</param>
/// <param name="ClassName">Its class, such as <c>LSTM</c>.</param>
/// <param name="Name">Its own name.</param>
/// <param name="ArchiveName">What a <c>.keras</c> file calls it: its class, and how many of it stand above.</param>
/// <param name="Config">Its options.</param>
/// <param name="Inputs">The names of the layers it reads.</param>
internal sealed record KerasLayer(
    int Number, string ClassName, string Name, string ArchiveName, JsonFields Config, IReadOnlyList<string> Inputs)
{
    /// <summary>An error of this layer.</summary>
    public ModelFormatException Problem(string problem) => Config.Problem($"layer {Number} ({ClassName} '{Name}') {problem}");

    /// <summary>The layer that a wrapper holds under a name; its weights are the wrapper's.</summary>
    public KerasLayer Inner(string member)
    {
        JsonFields inner = Config.Object(member);
        return this with { ClassName = inner.Text("class_name"), Config = inner.Object("config") };
    }
}
