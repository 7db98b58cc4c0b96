using UnrolledRnn.Generator.Tests.Execution.Layers;

namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>
/// Ordered lists of all kinds of layers in all orders: embeddings, dense layers and functions in front, between and behind, skips
/// and concatenations, tied outputs and none, networks without a recurrent layer, and every form of the last output.
/// </summary>
internal static class ListFamily
{
    private const int Count = 40;

    public static IEnumerable<Declaration> Create()
    {
        var draw = new Draw(26);
        for (int i = 0; i < Count; i++)
        {
            yield return CreateRandom(i, draw);
        }

        yield return CreateWithEveryFunction();
    }

    /// <summary>Each function as a layer of its own, with a dense layer of another size behind it.</summary>
    private static Declaration CreateWithEveryFunction() => new()
    {
        IsMixed = true,
        InputSize = 7,
        OutputSize = 5,
        SequenceLength = 4,
        BatchSize = 3,
        Layers =
        [
            new RecurrentDeclaration(RnnCell.Gru, 9),
            .. Enum.GetValues<LayerActivation>().SelectMany((function, i) =>
                (LayerDeclaration[])[new ActivationDeclaration(function), new DenseDeclaration(6 + (3 * i), LayerActivation.Identity)]),
        ],
    };

    private static Declaration CreateRandom(int i, Draw draw)
    {
        bool isTied = i % 8 == 1;
        bool hasOutput = isTied || i % 4 != 3;
        int inputSize = draw.Between(isTied ? 2 : 1, 30);
        RandomLayers list = DrawLayers(i, inputSize, mayBeBidirectional: i % 3 == 0, isTied, draw);
        int outputSize = isTied ? inputSize : hasOutput ? draw.Between(1, 30) : list.Width;
        bool residual = outputSize <= inputSize && draw.Chance(0.25);
        LayerActivation activation = hasOutput ? draw.Any<LayerActivation>() : LayerActivation.Identity;
        RecurrentDeclaration[] recurrent = [.. list.Layers.OfType<RecurrentDeclaration>()];
        bool isBidirectional = recurrent.Any(layer => layer.Bidirectional);
        var declaration = new Declaration
        {
            IsMixed = true,
            InputSize = inputSize,
            OutputSize = outputSize,
            SequenceLength = draw.Between(1, 8),
            BatchSize = draw.Between(1, 5),
            Layers = list.Layers,
            Output = hasOutput,
            OutputActivation = activation == LayerActivation.Softmax && outputSize == 1 ? LayerActivation.Identity : activation,
            OutputBias = !hasOutput || draw.Chance(0.7),
            TieOutput = isTied,
            InitialState = recurrent.Length > 0 && draw.Chance(0.4) ? SequenceStart.Learned : SequenceStart.Zero,
            Outputs = draw.Any<SequenceOutputs>(),
            Initialization = recurrent.Length == 0 ? null : Options.Scheme([.. recurrent.Select(layer => layer.Cell)], draw),
            Unroll = isBidirectional ? Unrolling.Auto : draw.Of([Unrolling.Auto, Unrolling.None]),
            Activations = !isBidirectional && draw.Chance(0.15) ? ActivationPrecision.Fast : ActivationPrecision.Accurate,
            Weights = !isBidirectional && draw.Chance(0.2) ? draw.Any<WeightStorage>() : WeightStorage.Float32,
        };

        // Probabilities plus inputs are none.
        return declaration with { Residual = residual && declaration.LastActivation != LayerActivation.Softmax };
    }

    /// <summary>A tied list ends as wide as its embedding; every fifth list has no recurrent layer.</summary>
    private static RandomLayers DrawLayers(int i, int inputSize, bool mayBeBidirectional, bool isTied, Draw draw)
    {
        var list = new RandomLayers(inputSize, draw);
        int embeddingSize = draw.Between(1, 20);
        if (isTied || draw.Chance(0.25))
        {
            list.Add(new EmbeddingDeclaration(embeddingSize) { UniformRange = draw.Chance(0.3) ? 0.05f : 0 });
        }

        int count = draw.Between(1, 5);
        bool isRecurrent = i % 5 != 4;
        int certain = draw.Between(0, count - 1);
        for (int l = 0; l < count; l++)
        {
            AddLayer(list, isCertainlyRecurrent: isRecurrent && l == certain, isRecurrent, mayBeBidirectional, draw);
        }

        if (isTied && list.Width != embeddingSize)
        {
            list.AddDense(embeddingSize);
        }

        return list;
    }

    private static void AddLayer(RandomLayers list, bool isCertainlyRecurrent, bool mayBeRecurrent, bool mayBeBidirectional, Draw draw)
    {
        int kind = isCertainlyRecurrent ? 0 : draw.Between(mayBeRecurrent ? 0 : 1, 5);
        switch (kind)
        {
            case 0:
                list.Add(
                    Options.Recurrent(Options.Cell(draw), Math.Min(Options.Size(draw), 25), mayBeBidirectional && draw.Chance(0.6), draw));
                break;
            case 1 or 2:
                // Often as wide as the layer above, so that a skip connection fits.
                list.AddDense(draw.Chance(0.4) ? list.Width : draw.Between(1, 25));
                break;
            case 3:
                list.AddActivation();
                break;
            default:
                list.AddJoin();
                break;
        }
    }
}
