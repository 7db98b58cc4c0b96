namespace UnrolledRnn.Generator.Model;

/// <summary>A declaration that names a model file: what the attribute says beside it.</summary>
internal sealed record FileRequest
{
    public required TargetType Target { get; init; }

    /// <summary>The file, as the attribute names it.</summary>
    public required string Name { get; init; }

    public required int SequenceLength { get; init; }

    public UnrollRequest Unroll { get; init; }

    public Precision Activations { get; init; }

    public Storage Weights { get; init; }
}
