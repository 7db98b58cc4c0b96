namespace UnrolledRnn.Formats;

/// <summary>Writes one format.</summary>
internal interface IModelWriter
{
    /// <summary>The format, as messages name it.</summary>
    string Name { get; }

    /// <summary>The extensions of its files, with the point, in small letters.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Why a model cannot be written in this format, naming what it cannot hold; null where it can.</summary>
    string? Refusal(ModelDescription model);

    /// <summary>Writes a model that is not refused.</summary>
    void Write(ModelDescription model, Stream stream);
}
