namespace UnrolledRnn.Generator.Planning;

/// <summary>One matrix or bias: as stored, [StoredRows, StoredColumns] with a stride, and as PyTorch shapes it.</summary>
internal sealed record ParameterBlock
{
    /// <summary>The name of its span, such as <c>WeightIh</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name in the equations, such as <c>W_ih</c>.</summary>
    public required string Symbol { get; init; }

    public required string TorchName { get; init; }

    /// <summary>A second bias in PyTorch's files that is summed into this one.</summary>
    public string? SummedTorchName { get; init; }

    public required int StoredRows { get; init; }

    public required int StoredColumns { get; init; }

    /// <summary>Floats from one stored row to the next.</summary>
    public required int Stride { get; init; }

    public required int Offset { get; init; }

    /// <summary>PyTorch stores the transpose of what the kernels read.</summary>
    public bool IsTransposed { get; init; }

    public bool IsBias { get; init; }

    public InitialValue Initial { get; init; }

    /// <summary>The size that divides the variance of a Gaussian block, by the name of its constant.</summary>
    public string VarianceDivisor { get; init; } = "";

    public int Length => StoredRows * Stride;

    public int TorchRows => IsBias || IsTransposed ? StoredColumns : StoredRows;

    public int TorchColumns => IsTransposed ? StoredRows : StoredColumns;
}
