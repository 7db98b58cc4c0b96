using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>How a parameter block is documented.</summary>
internal static class ParameterText
{
    public static string Summary(ParameterBlock block)
    {
        string gates = block.Gates is { Gates: > 1 } several ? $", gates in {Blocks(several)}" : "";
        if (block.IsBias)
        {
            string place = block.OnlyGate is null ? "" : " in the places of the last gate";
            return $"{block.Symbol}, {Values(block.StoredColumns)}{place}{gates}, padded to {block.Stride}; {Origin(block)}.";
        }

        string shape = $"[{block.StoredRows}, {block.StoredColumns}]";
        if (block.Gates is { HasPanels: true } layout)
        {
            return $"{block.Symbol} transposed, {shape} in panels of {layout.PanelUnits} units{gates}; {Origin(block)}.";
        }

        string form = block.IsDiagonal ? " along its diagonals" : block.IsTransposed ? " transposed" : "";
        string rows = block.IsDiagonal && block.StoredRows > 1 ? ", row p being W_hh[u, u XOR p] of every unit u" : "";
        string stride = block.StoredRows == 1 ? $"padded to {block.Stride}" : $"with {block.Stride} floats from row to row";
        return $"{block.Symbol}{form}, {shape} {stride}{rows}{gates}; {Origin(block)}.";
    }

    /// <summary>A number of values.</summary>
    public static string Values(int count) => count == 1 ? "1 value" : $"{count} values";

    /// <summary>The blocks of units in which the gates of a row lie.</summary>
    private static string Blocks(GateLayout layout) => (layout.WideUnits / GateLayout.WideBlock, layout.HasNarrowBlock) switch
    {
        (0, _) => $"a block of {GateLayout.NarrowBlock} units",
        (1, false) => $"a block of {GateLayout.WideBlock} units",
        (1, true) => $"a block of {GateLayout.WideBlock} units and one of {GateLayout.NarrowBlock}",
        (_, false) => $"blocks of {GateLayout.WideBlock} units",
        _ => $"blocks of {GateLayout.WideBlock} units and one of {GateLayout.NarrowBlock}",
    };

    private static string Origin(ParameterBlock block) => (block.SummedTorchName, block.OnlyGate) switch
    {
        (null, null) => $"PyTorch's {block.TorchName}",
        (null, _) => $"the last rows of PyTorch's {block.TorchName}",
        _ => $"the sum of PyTorch's {block.TorchName} and {block.SummedTorchName}{(block.SummedRows < block.StoredColumns ? ", for the last gate the former alone" : "")}",
    };
}
