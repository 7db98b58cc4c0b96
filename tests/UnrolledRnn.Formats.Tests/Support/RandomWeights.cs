namespace UnrolledRnn.Formats.Tests.Support;

/// <summary>Networks and inputs that repeat from run to run.</summary>
internal static class RandomWeights
{
    /// <summary>A network whose every parameter is drawn, biases and initial states too.</summary>
    public static TNetwork Network<TNetwork>(int seed = 1)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        var random = new Random(seed);
        TNetwork network = TNetwork.CreateEmpty();
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            tensor.CopyFrom(Values(random, tensor.Count), network.Parameters);
        }

        return network;
    }

    /// <summary>Numbers in ±1/2.</summary>
    public static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
