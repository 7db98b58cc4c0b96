using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Model;

/// <summary>A model file of the project, as the build has read it: what a declaration says, and the weights.</summary>
internal sealed record ModelFile
{
    /// <summary>The file, as the project names it, with / between folders.</summary>
    public required string Path { get; init; }

    /// <summary>Why it could not be read, or null.</summary>
    public string? Error { get; init; }

    /// <summary>The format, such as <c>NAM 0.5.4</c>.</summary>
    public string Format { get; init; } = "";

    /// <summary>Samples in a second, as the file writes them, or null.</summary>
    public string? SampleRate { get; init; }

    public int InputSize { get; init; }

    /// <summary>Every layer in the order of the data, the output layer included.</summary>
    public EquatableArray<LayerSpec> Layers { get; init; }

    /// <summary>Whether <c>[UnrolledNetwork]</c> with layer attributes would declare it.</summary>
    public bool HasLayerAttributes { get; init; }

    public bool Residual { get; init; }

    public OutputSteps Outputs { get; init; }

    public SequenceStart InitialState { get; init; }

    /// <summary>The tensors, by the names of files; none where they lie in <see cref="Resource"/>.</summary>
    public EquatableArray<FileTensor> Tensors { get; init; }

    /// <summary>The resource of the assembly that holds the tensors of a large model, or null.</summary>
    public string? Resource { get; init; }
}
