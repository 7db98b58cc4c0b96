namespace UnrolledRnn.Text.Tests;

/// <summary>Makes a network prefer or avoid a token, whatever came before.</summary>
internal static class NetworkBias
{
    public static TNetwork WithBias<TNetwork>(this TNetwork network, int token, float value)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        ParameterTensor bias = TNetwork.Tensors.Single(tensor => tensor.Name == "linear.bias");
        network.Parameters[bias.Offset + (token * bias.RowStride)] = value;
        return network;
    }
}
