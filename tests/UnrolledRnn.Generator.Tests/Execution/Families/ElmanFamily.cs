using UnrolledRnn.Generator.Tests.Execution.Layers;

namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>One Elman layer of every size up to 70, and outputs whose last vector is partial where panels are looped over.</summary>
internal static class ElmanFamily
{
    private const int RandomCount = 120;

    private static readonly (int Hidden, int Output)[] s_wide = [(8, 95), (8, 140), (1, 191), (8, 250), (5, 255), (120, 5), (130, 3), (150, 90), (260, 250)];

    public static IEnumerable<Declaration> Create()
    {
        var draw = new Draw(20);
        for (int i = 0; i < RandomCount; i++)
        {
            yield return CreateRandom(i, draw);
        }

        foreach ((int hidden, int output) in s_wide)
        {
            yield return new Declaration
            {
                InputSize = 2,
                OutputSize = output,
                SequenceLength = 3,
                BatchSize = 2,
                Layers = [new RecurrentDeclaration(RnnCell.Tanh, hidden)],
                Initialization = Initialization.Uniform,
            };
        }
    }

    private static Declaration CreateRandom(int i, Draw draw)
    {
        // Hidden sizes run through 1 to 70, so that every remainder of every vector width occurs.
        int hiddenSize = (i * 37 % 70) + 1;
        int sequenceLength = draw.Between(1, 40);
        var activation = (LayerActivation)draw.Between(0, 4);
        int outputSize = draw.Between(activation == LayerActivation.Softmax ? 2 : 1, 70);
        if (i % 4 == 0)
        {
            outputSize = Math.Max(outputSize % 5, activation == LayerActivation.Softmax ? 2 : 1);
        }

        // Full unrolling of a large network is refused with a diagnostic, which has a test of its own.
        var unroll = (Unrolling)draw.Between(0, 2);
        if (unroll == Unrolling.Full)
        {
            hiddenSize = ((hiddenSize - 1) % 12) + 1;
            outputSize = Math.Min(outputSize, 6);
            sequenceLength = Math.Min(sequenceLength, 6);
        }

        return new Declaration
        {
            InputSize = i % 5 == 0 ? 1 : draw.Between(1, unroll == Unrolling.Full ? 8 : 70),
            OutputSize = outputSize,
            SequenceLength = sequenceLength,
            BatchSize = draw.Between(1, 9),
            Layers = [new RecurrentDeclaration((RnnCell)draw.Between(0, 2), hiddenSize)],
            OutputActivation = activation,
            Outputs = (SequenceOutputs)draw.Between(0, 1),
            Initialization = (Initialization)draw.Between(0, 2),
            Unroll = unroll,
        };
    }
}
