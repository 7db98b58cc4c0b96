using UnrolledRnn.Generator.Tests.Execution.Layers;
using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>Options that go with each other.</summary>
internal static class Options
{
    /// <summary>The cells of a random layer, each as often as it is listed.</summary>
    private static readonly RnnCell[] s_cells =
        [
            RnnCell.Tanh, RnnCell.Relu, RnnCell.Sigmoid, RnnCell.Lstm, RnnCell.Lstm, RnnCell.Lstm, RnnCell.Gru, RnnCell.Gru, RnnCell.Gru,
            RnnCell.GruResetBefore,
        ];

    /// <summary>Sizes around the edges of vectors and blocks.</summary>
    private static readonly int[] s_sizes = [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 20, 23, 24, 25, 31, 32, 33, 40];

    private static readonly LayerActivation[] s_denseActivations =
        [LayerActivation.Identity, LayerActivation.Tanh, LayerActivation.Sigmoid, LayerActivation.Relu];

    private static readonly LayerActivation[] s_outputActivations = [.. s_denseActivations, LayerActivation.Softmax];

    private static readonly SequenceOutputs[] s_outputs = [SequenceOutputs.EveryStep, SequenceOutputs.LastStep];

    public static RnnCell Cell(Draw draw) => draw.Of(s_cells);

    public static int Size(Draw draw) => draw.Of(s_sizes);

    public static LayerActivation DenseActivation(Draw draw) => draw.Of(s_denseActivations);

    /// <summary>Every step or the last; a family of its own has the time T - 1.</summary>
    public static SequenceOutputs Outputs(Draw draw) => draw.Of(s_outputs);

    /// <summary>A dense layer or none.</summary>
    public static IReadOnlyList<DenseDeclaration> Dense(double chance, int largest, LayerActivation activation, Draw draw) =>
        draw.Chance(chance) ? [new(draw.Between(1, largest), activation)] : [];

    /// <summary>Softmax neither of one output nor with a residual.</summary>
    public static LayerActivation Activation(int outputSize, bool residual, Draw draw)
    {
        LayerActivation activation = draw.Of(s_outputActivations);
        return activation == LayerActivation.Softmax && (outputSize == 1 || residual) ? LayerActivation.Identity : activation;
    }

    /// <summary>A recurrent layer with options that its cell has, or with none.</summary>
    public static RecurrentDeclaration Recurrent(RnnCell cell, int size, bool bidirectional, Draw draw)
    {
        bool isLstm = cell == RnnCell.Lstm;
        var variant = new CellVariant
        {
            Bias = draw.Chance(0.7),
            GateActivation = cell > RnnCell.Sigmoid && draw.Chance(0.3) ? LayerActivation.LegacyHardSigmoid : LayerActivation.Sigmoid,
            CellActivation = draw.Chance(0.3) ? draw.Of(s_denseActivations) : null,
            ProjectionSize = isLstm && size > 1 && draw.Chance(0.3) ? draw.Between(1, size - 1) : 0,
            CellClip = isLstm && draw.Chance(0.2) ? 0.5f : 0,
            Peepholes = isLstm && draw.Chance(0.3),
        };
        return new RecurrentDeclaration(cell, size, bidirectional)
        {
            Variant = variant,
            Merge = bidirectional ? draw.Any<DirectionMerge>() : default,
        };
    }

    /// <summary>A scheme that the cells allow, or none.</summary>
    public static Initialization? Scheme(IReadOnlyList<RnnCell> cells, Draw draw)
    {
        List<Initialization?> schemes = [null, Initialization.Uniform];
        if (cells.All(cell => cell <= RnnCell.Sigmoid))
        {
            schemes.Add(Initialization.Identity);
        }

        if (cells.Contains(RnnCell.Lstm))
        {
            schemes.Add(Initialization.UniformForgetOne);
        }

        return draw.Of(schemes);
    }
}
