using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>Reads one format.</summary>
internal interface IModelReader
{
    /// <summary>The format, as messages name it.</summary>
    string Name { get; }

    /// <summary>Whether a file is of this format, by its first bytes or its structure, not by its name.</summary>
    bool Recognizes(ModelSource source);

    /// <summary>Reads a file that is of this format; <see cref="ModelFiles"/> checks what comes out.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, or holds what no network here can.</exception>
    ModelDescription Read(ModelSource source, ModelReadOptions options);
}
