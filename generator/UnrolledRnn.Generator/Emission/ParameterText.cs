using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission;

/// <summary>How a parameter block is documented.</summary>
internal static class ParameterText
{
    public static string Summary(ParameterBlock block)
    {
        if (block.IsBias)
        {
            return $"{block.Symbol}, {block.StoredColumns} values, padded to {block.Stride}; {Origin(block)}.";
        }

        string shape = $"[{block.StoredRows}, {block.StoredColumns}] with {block.Stride} floats from row to row";
        return $"{block.Symbol}{(block.IsTransposed ? " transposed" : "")}, {shape}; {Origin(block)}.";
    }

    private static string Origin(ParameterBlock block) => block.SummedTorchName is null
        ? $"PyTorch's {block.TorchName}"
        : $"the sum of PyTorch's {block.TorchName} and {block.SummedTorchName}";
}
