using UnrolledRnn.Generator.Model;

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

    /// <summary>How many rows of the second bias are summed into this one.</summary>
    public int SummedRows { get; init; }

    public required int StoredRows { get; init; }

    /// <summary>Columns, padding not counted; for the rows of gates, gates times units.</summary>
    public required int StoredColumns { get; init; }

    /// <summary>Floats from one stored row to the next.</summary>
    public required int Stride { get; init; }

    public int Offset { get; init; }

    /// <summary>PyTorch stores the transpose of what the kernels read.</summary>
    public bool IsTransposed { get; init; }

    public bool IsBias { get; init; }

    /// <summary>The gates that a row holds, for the parameters of a recurrent layer.</summary>
    public GateLayout? Gates { get; init; }

    /// <summary>Whether the stored rows are diagonals; see <see cref="DirectionPlan.IsDiagonal"/>.</summary>
    public bool IsDiagonal { get; init; }

    /// <summary>The one gate that a bias holds alone, or null for all.</summary>
    public int? OnlyGate { get; init; }

    public InitialValue Initial { get; init; }

    /// <summary>The size that divides the variance of a Gaussian block.</summary>
    public int VarianceDivisor { get; init; }

    /// <summary>The range of a uniform start of its own, or 0.</summary>
    public float Range { get; init; }

    /// <summary>The size under the root of the uniform scheme.</summary>
    public int FanIn { get; init; }

    /// <summary>The gate whose bias is 1 in the scheme that says so, or null.</summary>
    public int? ForgetGate { get; init; }

    /// <summary>Where an element of PyTorch's tensor lies in the block.</summary>
    /// <param name="row">From 0, of the rows that the block holds.</param>
    /// <param name="column">From 0.</param>
    public int IndexOf(int row, int column)
    {
        if (Gates is not GateLayout gates)
        {
            return IsBias || IsTransposed ? row + (column * Stride) : (row * Stride) + column;
        }

        int gate = (OnlyGate ?? 0) + (row / gates.HiddenSize);
        int unit = row % gates.HiddenSize;
        return gates.OffsetOf(IsBias ? 1 : TorchColumns, IsDiagonal ? column ^ unit : column, gates.IndexOf(gate, unit));
    }

    public int Length => StoredRows * Stride;

    /// <summary>Parameters, padding not counted.</summary>
    public long Count => (long)TorchRows * (IsBias ? 1 : TorchColumns);

    public int TorchRows => IsBias || IsTransposed ? StoredColumns : StoredRows;

    public int TorchColumns => IsDiagonal ? Gates!.Value.HiddenSize : IsTransposed ? StoredRows : StoredColumns;
}
