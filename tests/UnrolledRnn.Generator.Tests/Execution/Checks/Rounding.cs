using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Checks;

/// <summary>The weights of recurrent layers as a narrower type holds them, rounded to the nearest, ties to even.</summary>
internal static class Rounding
{
    /// <summary>The same network with W_ih and W_hh of the recurrent layers rounded.</summary>
    public static void CopyRounded(NetworkReference from, NetworkReference to, WeightStorage storage)
    {
        foreach ((ReferenceParameter source, ReferenceParameter destination) in from.Parameters.Zip(to.Parameters))
        {
            bool isNarrow = source.Name.Contains("weight_ih", StringComparison.Ordinal)
                || source.Name.Contains("weight_hh", StringComparison.Ordinal);
            destination.Values = isNarrow ? Array.ConvertAll(source.Values, value => Round(value, storage)) : [.. source.Values];
        }
    }

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
