using UnrolledRnn.Generator.Tests.Execution.Layers;
using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>Each option of recurrent layers with every cell that has it, alone and with others, in one direction and in both.</summary>
internal static class OptionFamily
{
    private static readonly RnnCell[] s_cells = Enum.GetValues<RnnCell>();

    private static readonly RnnCell[] s_gated = [RnnCell.Lstm, RnnCell.Gru, RnnCell.GruResetBefore];

    private static readonly LayerActivation[] s_functions =
        [.. Enum.GetValues<LayerActivation>().Where(function => function != LayerActivation.Softmax)];

    /// <summary>What only an LSTM has, for a layer of a size.</summary>
    private static readonly Func<int, CellVariant>[] s_lstms =
    [
        size => new CellVariant { ProjectionSize = Projection(size) },
        _ => new CellVariant { Peepholes = true },
        _ => new CellVariant { CellClip = 0.25f },
        _ => new CellVariant { Peepholes = true, CellClip = 0.5f },
        size => new CellVariant { ProjectionSize = Projection(size), Peepholes = true, Bias = false },
        size => new CellVariant { ProjectionSize = Projection(size), CellClip = 0.3f, GateActivation = LayerActivation.LegacyHardSigmoid },
        _ => new CellVariant { Peepholes = true, CellActivation = LayerActivation.Softplus, GateActivation = LayerActivation.HardSigmoid },
    ];

    public static IEnumerable<Declaration> Create()
    {
        var draw = new Draw(27);
        return
        [
            .. s_functions.Select(
                function => Create(draw, s_gated.Select(cell => Layer(cell, draw, _ => new CellVariant { GateActivation = function })))),
            .. s_functions.SelectMany(function => Pairs([RnnCell.Tanh, .. s_gated]).Select(cells =>
                Create(draw, cells.Select(cell => Layer(cell, draw, _ => new CellVariant { CellActivation = function }))))),
            .. Pairs(s_cells).Select(cells =>
                Create(draw, cells.Select(cell => Layer(cell, draw, _ => new CellVariant { Bias = false }))) with { OutputBias = false }),
            .. s_lstms.Select(variant => Create(draw, [Layer(RnnCell.Lstm, draw, variant)])),
            .. s_lstms.Select(variant => Create(
                draw, [Layer(RnnCell.Lstm, draw, variant), Layer(RnnCell.Lstm, draw, variant) with { Bidirectional = true }])),
            .. Enum.GetValues<DirectionMerge>().Skip(1).SelectMany(merge => Pairs(s_cells).Select(cells =>
                Create(
                    draw, cells.Select(cell => Layer(cell, draw, _ => CellVariant.Default) with { Bidirectional = true, Merge = merge })))),
            .. Pairs(s_cells).Select(cells => Learned(Create(draw, cells.Select(cell => Layer(cell, draw, _ => CellVariant.Default))))),
            .. s_lstms.Take(2).Select(variant => Learned(Create(draw, [Layer(RnnCell.Lstm, draw, variant) with { Bidirectional = true }]))),
            .. Pairs(s_cells).Select((cells, i) => Learned(Stack(cells[i % 2], bidirectional: i == 0, draw))),
        ];
    }

    /// <summary>Two by two; in a list of odd length, the last alone.</summary>
    private static IEnumerable<RnnCell[]> Pairs(IEnumerable<RnnCell> cells) => cells.Chunk(2);

    private static Declaration Learned(Declaration declaration) => declaration with { InitialState = SequenceStart.Learned };

    /// <summary>Equal layers in the form with a hiddenSize.</summary>
    private static Declaration Stack(RnnCell cell, bool bidirectional, Draw draw)
    {
        var layer = new RecurrentDeclaration(cell, draw.Between(1, 40), bidirectional);
        return Create(draw, [layer, layer]) with { IsMixed = false };
    }

    private static RecurrentDeclaration Layer(RnnCell cell, Draw draw, Func<int, CellVariant> variant)
    {
        int size = draw.Between(2, 40);
        return new RecurrentDeclaration(cell, size) { Variant = variant(size) };
    }

    private static int Projection(int size) => Math.Max(1, size * 2 / 5);

    /// <summary>Short sequences, because cells whose functions have no bounds grow.</summary>
    private static Declaration Create(Draw draw, IEnumerable<RecurrentDeclaration> recurrent)
    {
        RecurrentDeclaration[] layers = [.. recurrent];
        bool isBidirectional = layers.Any(layer => layer.Bidirectional);
        int outputSize = draw.Between(1, 20);
        return new Declaration
        {
            IsMixed = true,
            InputSize = draw.Between(1, 20),
            OutputSize = outputSize,
            SequenceLength = draw.Between(1, 5),
            BatchSize = draw.Between(1, 4),
            Layers = layers,
            OutputActivation = Options.Activation(outputSize, residual: false, draw),
            Outputs = draw.Any<SequenceOutputs>(),
            Unroll = isBidirectional ? Unrolling.Auto : draw.Of([Unrolling.Auto, Unrolling.None]),
            Activations = !isBidirectional && draw.Chance(0.3) ? ActivationPrecision.Fast : ActivationPrecision.Accurate,
            Weights = !isBidirectional && draw.Chance(0.3)
                ? draw.Of([WeightStorage.BFloat16, WeightStorage.Float16, WeightStorage.Int8])
                : WeightStorage.Float32,
        };
    }
}
