namespace UnrolledRnn.Benchmarks.Networks;

/// <summary>
/// Parameters that a bfloat16 holds exactly, so that a network that reads its weights as such computes what others compute
/// with floats.
/// </summary>
internal static class NarrowWeights
{
    private const uint UpperHalf = 0xFFFF0000;

    public static void Truncate<TNetwork>(TNetwork network)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        foreach (ParameterTensor tensor in TNetwork.Tensors.Where(tensor => tensor.Columns is not null))
        {
            float[] values = new float[tensor.Count];
            tensor.CopyTo(network.Parameters, values);
            float[] truncated = Array.ConvertAll(
                values, value => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(value) & UpperHalf));
            tensor.CopyFrom(truncated, network.Parameters);
        }
    }
}
