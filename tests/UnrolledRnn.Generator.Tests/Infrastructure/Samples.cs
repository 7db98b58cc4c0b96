using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Generator.Tests.Infrastructure;

/// <summary>Values to compute with, and the parameters of a network as PyTorch shapes them.</summary>
internal static class Samples
{
    /// <summary>Uniform values in ±1.</summary>
    public static float[] Uniform(int count, ref SeededRandom random)
    {
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = (float)((2 * random.NextDouble()) - 1);
        }

        return values;
    }

    /// <summary>Every parameter tensor, row-major.</summary>
    public static float[][] ParametersOf<TNetwork>(TNetwork network)
        where TNetwork : class, IRecurrentNetwork<TNetwork> =>
    [
        .. TNetwork.Tensors.Select(tensor =>
        {
            float[] values = new float[tensor.Count];
            tensor.CopyTo(network.Parameters, values);
            return values;
        }),
    ];
}
