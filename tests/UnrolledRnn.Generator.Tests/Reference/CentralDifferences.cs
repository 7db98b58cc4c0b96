using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>Compares all gradients of a network with the definition of a derivative, at values away from corners.</summary>
internal static class CentralDifferences
{
    public const int SequenceLength = 4;

    private const int BatchSize = 2;
    private const double Difference = 1e-5;
    private const double SmallestCornerDistance = 10 * Difference;

    /// <summary>Checks from given initial states and from the network's own.</summary>
    public static void Assert(NetworkReference network)
    {
        var random = new SeededRandom(7);
        Assert(network, withStates: true, ref random);
        Assert(network, withStates: false, ref random);
    }

    public static double[] Uniform(int count, ref SeededRandom random)
    {
        double[] values = new double[count];
        foreach (ref double value in values.AsSpan())
        {
            value = (2 * random.NextDouble()) - 1;
        }

        return values;
    }

    private static void Assert(NetworkReference network, bool withStates, ref SeededRandom random)
    {
        double[] inputs;
        double[]? states;
        do
        {
            foreach (ReferenceParameter parameter in network.Parameters)
            {
                // Half of ±1 keeps cells whose functions have no bounds from growing.
                parameter.Values = Array.ConvertAll(Uniform(parameter.Values.Length, ref random), value => value / 2);
            }

            inputs = Uniform(SequenceLength * BatchSize * network.InputSize, ref random);
            states = withStates ? Uniform(BatchSize * network.StateSize, ref random) : null;
        }
        while (network.Forward(inputs, BatchSize, states).CornerDistance < SmallestCornerDistance);

        double[] finalGradients = Uniform(BatchSize * network.StateSize, ref random);
        NetworkPass pass = network.Forward(inputs, BatchSize, states);
        double[] outputGradients = Uniform(pass.Outputs.Length, ref random);
        NetworkGradients gradients = pass.Backward(outputGradients, finalGradients);
        foreach (ReferenceParameter parameter in network.Parameters)
        {
            AssertEqual(parameter.Name, parameter.Values, gradients.Parameters[parameter.Name], Loss);
        }

        AssertEqual("inputs", inputs, gradients.Inputs, Loss);
        if (states is not null)
        {
            AssertEqual("initial states", states, gradients.InitialStates, Loss);
        }

        double Loss()
        {
            NetworkPass at = network.Forward(inputs, BatchSize, states);
            return Dot(at.Outputs, outputGradients) + Dot(at.FinalStates, finalGradients);
        }
    }

    private static void AssertEqual(string what, double[] values, double[] gradient, Func<double> loss)
    {
        Xunit.Assert.Equal(values.Length, gradient.Length);
        for (int i = 0; i < values.Length; i++)
        {
            double at = values[i];
            values[i] = at + Difference;
            double above = loss();
            values[i] = at - Difference;
            double below = loss();
            values[i] = at;
            double expected = (above - below) / (2 * Difference);
            Xunit.Assert.True(
                Math.Abs(expected - gradient[i]) < 1e-8 * (1 + Math.Abs(expected)),
                $"{what}, element {i}: expected {expected}, got {gradient[i]}.");
        }
    }

    private static double Dot(double[] first, double[] second) => first.Zip(second).Sum(pair => pair.First * pair.Second);
}
