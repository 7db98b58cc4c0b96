using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>How a parameter block is documented.</summary>
internal static class ParameterText
{
    public static string Summary(ParameterBlock block)
    {
        string length = block.OnlyGate is null ? $"{block.StoredColumns} values" : $"{block.StoredColumns} values in the places of the last gate";
        string gates = block.Gates is { Gates: > 1 } ? ", gates in blocks of 16 units" : "";
        if (block.IsBias)
        {
            return $"{block.Symbol}, {length}{gates}, padded to {block.Stride}; {Origin(block)}.";
        }

        string shape = $"[{block.StoredRows}, {block.StoredColumns}] with {block.Stride} floats from row to row";
        if (block.Gates is { HasPanels: true } layout)
        {
            return $"{block.Symbol} transposed, [{block.StoredRows}, {block.StoredColumns}] in panels of {layout.PanelUnits} units{gates}; {Origin(block)}.";
        }

        string form = block.IsDiagonal ? " along its diagonals" : block.IsTransposed ? " transposed" : "";
        return $"{block.Symbol}{form}, {shape}{gates}; {Origin(block)}.";
    }

    private static string Origin(ParameterBlock block) => (block.SummedTorchName, block.OnlyGate) switch
    {
        (null, null) => $"PyTorch's {block.TorchName}",
        (null, _) => $"the last rows of PyTorch's {block.TorchName}",
        _ => $"the sum of PyTorch's {block.TorchName} and {block.SummedTorchName}{(block.SummedRows < block.StoredColumns ? " but for the last gate" : "")}",
    };
}
