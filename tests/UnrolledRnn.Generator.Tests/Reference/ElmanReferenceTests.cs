using UnrolledRnn.Numerics;

namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>The reference is trusted by everything else, so it is checked against the definition of a derivative.</summary>
public sealed class ElmanReferenceTests
{
    private const int BatchSize = 2;
    private const double Step = 1e-5;

    public static TheoryData<RnnCell, OutputActivation, SequenceOutputs> Options()
    {
        var data = new TheoryData<RnnCell, OutputActivation, SequenceOutputs>();
        foreach (RnnCell cell in Enum.GetValues<RnnCell>())
        {
            foreach (OutputActivation activation in Enum.GetValues<OutputActivation>())
            {
                foreach (SequenceOutputs outputs in Enum.GetValues<SequenceOutputs>())
                {
                    data.Add(cell, activation, outputs);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Gradients_equal_central_differences(RnnCell cell, OutputActivation activation, SequenceOutputs outputs)
    {
        var shape = new NetworkShape
        {
            Cell = cell, InputSize = 3, HiddenSize = 4, OutputSize = 2, SequenceLength = 5,
            OutputActivation = activation, Outputs = outputs, StateSize = 16,
        };
        var random = new SeededRandom(7);
        var reference = new ElmanReference(shape, BatchSize);
        foreach (double[] parameter in reference.Parameters)
        {
            Fill(parameter, ref random);
        }

        double[] inputs = Fill(new double[5 * BatchSize * 3], ref random);
        double[] initial = Fill(new double[BatchSize * 4], ref random);
        double[] outputGradients = Fill(new double[shape.OutputSteps * BatchSize * 2], ref random);
        double[] finalGradients = Fill(new double[BatchSize * 4], ref random);

        reference.Forward(inputs, initial);
        ReferenceGradients gradients = reference.Backward(outputGradients, finalGradients);

        (double[] Values, double[] Gradient)[] checkedPairs =
        [
            .. reference.Parameters.Zip(gradients.Parameters),
            (inputs, gradients.Inputs),
            (initial, gradients.InitialHidden),
        ];
        foreach ((double[] values, double[] gradient) in checkedPairs)
        {
            for (int i = 0; i < values.Length; i++)
            {
                double at = values[i];
                values[i] = at + Step;
                double above = Loss();
                values[i] = at - Step;
                double below = Loss();
                values[i] = at;
                Assert.Equal((above - below) / (2 * Step), gradient[i], 1e-8);
            }
        }

        double Loss()
        {
            double[] o = reference.Forward(inputs, initial);
            return o.Zip(outputGradients).Sum(pair => pair.First * pair.Second)
                + reference.FinalHidden.Zip(finalGradients).Sum(pair => pair.First * pair.Second);
        }
    }

    private static double[] Fill(double[] values, ref SeededRandom random)
    {
        foreach (ref double value in values.AsSpan())
        {
            value = (2 * random.NextDouble()) - 1;
        }

        return values;
    }
}
