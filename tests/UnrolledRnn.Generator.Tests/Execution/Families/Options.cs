namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>Options that go with each other.</summary>
internal static class Options
{
    /// <summary>The cells of a random layer, each as often as it is listed.</summary>
    private static readonly RnnCell[] s_cells =
        [RnnCell.Tanh, RnnCell.Relu, RnnCell.Sigmoid, RnnCell.Lstm, RnnCell.Lstm, RnnCell.Lstm, RnnCell.Gru, RnnCell.Gru, RnnCell.Gru, RnnCell.GruResetBefore];

    /// <summary>Sizes around the edges of vectors and blocks.</summary>
    private static readonly int[] s_sizes = [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 20, 23, 24, 25, 31, 32, 33, 40];

    public static RnnCell Cell(Draw draw) => draw.Of(s_cells);

    public static int Size(Draw draw) => draw.Of(s_sizes);

    /// <summary>Softmax neither of one output nor with a residual.</summary>
    public static OutputActivation Activation(int outputSize, bool residual, Draw draw)
    {
        OutputActivation activation = draw.Any<OutputActivation>();
        return activation == OutputActivation.Softmax && (outputSize == 1 || residual) ? OutputActivation.Identity : activation;
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
