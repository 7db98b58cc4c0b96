using UnrolledRnn.Generator.Tests.Execution.Layers;
using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>
/// Long sequences through lists whose weights the first cache does not hold, with layers of every other kind between the recurrent
/// ones: panels, blocks of steps, tiles and methods of their own for layers.
/// </summary>
internal static class LongListFamily
{
    /// <summary>The options that each declaration's first recurrent layer has.</summary>
    private static readonly (RnnCell Cell, int Size, CellVariant Variant)[] s_layers =
    [
        (RnnCell.Lstm, 56, CellVariant.Default),
        (RnnCell.Gru, 64, new CellVariant { Bias = false }),
        (RnnCell.Lstm, 72, new CellVariant { ProjectionSize = 24 }),
        (RnnCell.Lstm, 60, new CellVariant { Peepholes = true, CellClip = 0.5f }),
        (RnnCell.GruResetBefore, 65, new CellVariant { GateActivation = LayerActivation.LegacyHardSigmoid }),
        (RnnCell.Tanh, 136, new CellVariant { CellActivation = LayerActivation.HardTanh }),
        (RnnCell.Gru, 90, new CellVariant { CellActivation = LayerActivation.Elu }),
        (RnnCell.Lstm, 80, new CellVariant { GateActivation = LayerActivation.HardSigmoid, CellActivation = LayerActivation.Elu }),
    ];

    public static IEnumerable<Declaration> Create()
    {
        var draw = new Draw(28);
        return s_layers
            .Select((first, i) => Create(i, new RecurrentDeclaration(first.Cell, first.Size) { Variant = first.Variant }, draw))
            .ToList();
    }

    private static Declaration Create(int i, RecurrentDeclaration first, Draw draw)
    {
        int inputSize = draw.Between(2, 40);
        var list = new RandomLayers(inputSize, draw);
        if (i % 3 == 1)
        {
            list.Add(new EmbeddingDeclaration(draw.Between(8, 32)));
        }

        list.AddDense(draw.Between(8, 40));
        list.Add(first);
        list.AddActivation();
        list.AddDense(draw.Between(8, 40));
        list.Add(
            new RecurrentDeclaration(draw.Of([RnnCell.Gru, RnnCell.Lstm]), draw.Of([40, 48, 64]), Bidirectional: i % 4 == 3)
            {
                Merge = i == 3 ? DirectionMerge.Mean : default,
            });
        list.AddJoin();
        bool isBidirectional = i % 4 == 3;
        bool hasOutput = i != 4;
        int outputSize = hasOutput ? draw.Between(1, 20) : list.Width;
        return new Declaration
        {
            IsMixed = true,
            InputSize = inputSize,
            OutputSize = outputSize,
            SequenceLength = draw.Between(8, 19),
            BatchSize = draw.Of([1, 3, 6]),
            Layers = list.Layers,
            Output = hasOutput,
            OutputActivation = hasOutput ? Options.Activation(outputSize, residual: false, draw) : LayerActivation.Identity,
            InitialState = i % 2 == 0 ? SequenceStart.Learned : SequenceStart.Zero,
            Outputs = i % 3 == 2 ? SequenceOutputs.LastStep : SequenceOutputs.EveryStep,
            Unroll = isBidirectional ? Unrolling.Auto : draw.Of([Unrolling.Auto, Unrolling.None]),
            Weights = isBidirectional || i < 5 ? WeightStorage.Float32 : draw.Of(
                [WeightStorage.BFloat16, WeightStorage.Float16, WeightStorage.Int8]),
        };
    }
}
