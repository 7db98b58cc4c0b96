using UnrolledRnn.Generator.Planning;
using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Checks;

/// <summary>The weights that steps read in a narrower type as it holds them, rounded to the nearest, ties to even.</summary>
internal static class Rounding
{
    /// <summary>The same network with W_ih and W_hh of the recurrent layers rounded, and the matrices of wide dense ones.</summary>
    public static void CopyRounded(NetworkReference from, NetworkReference to, WeightStorage storage)
    {
        WeightStorage recurrent = storage == WeightStorage.Int8 ? WeightStorage.BFloat16 : storage;
        foreach ((ReferenceParameter source, ReferenceParameter destination) in from.Parameters.Zip(to.Parameters))
        {
            bool isNarrow = source.Name.Contains("weight_ih", StringComparison.Ordinal)
                || source.Name.Contains("weight_hh", StringComparison.Ordinal);
            destination.Values = isNarrow ? Rounded(source, recurrent) : [.. source.Values];
        }

        for (int i = 0; i < from.Layers.Count; i++)
        {
            if (from.Layers[i] is DenseReference layer && IsNarrow(layer, isFirst: i == 0, storage))
            {
                ((DenseReference)to.Layers[i]).OwnWeights = storage == WeightStorage.Int8
                    ? [.. layer.Weight.Values.Chunk(layer.InputSize).SelectMany(RoundedToScale)]
                    : Rounded(layer.Weight, storage);
            }
        }
    }

    private static bool IsNarrow(DenseReference layer, bool isFirst, WeightStorage storage)
    {
        bool byRows = layer.IsTied || (!isFirst
            && (storage == WeightStorage.Int8 || DensePlanner.Form(layer.InputSize, layer.OutputSize) == OutputForm.Rows));
        return byRows && !DensePlanner.WritesDots(layer.InputSize, layer.OutputSize);
    }

    /// <summary>A row of eight bits: multiples of a 127th of its largest magnitude.</summary>
    private static IEnumerable<double> RoundedToScale(double[] row)
    {
        float scale = row.Max(value => Math.Abs((float)value)) / 127;
        return row.Select(value => scale == 0 ? 0 : (double)MathF.Round((float)value / scale) * scale);
    }

    private static double[] Rounded(ReferenceParameter weights, WeightStorage storage) =>
        Array.ConvertAll(weights.Values, value => Round(value, storage));

    private static double Round(double value, WeightStorage storage) => storage switch
    {
        WeightStorage.Float16 => (double)(Half)(float)value,
        WeightStorage.BFloat16 => RoundToUpperHalf((float)value),
        _ => value,
    };

    private static float RoundToUpperHalf(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        uint rounded = bits + 0x7FFF + ((bits >> 16) & 1);
        return BitConverter.UInt32BitsToSingle(rounded & 0xFFFF0000);
    }
}
