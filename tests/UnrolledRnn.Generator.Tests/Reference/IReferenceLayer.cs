namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>A layer of a network: a pass over one sequence, and the pass's derivatives.</summary>
internal interface IReferenceLayer
{
    /// <summary>Values of the layer above.</summary>
    int InputSize { get; }

    int OutputSize { get; }

    /// <summary>
    /// The earlier layer whose values follow those of the layer above in the inputs, counted from 1, 0 for the
    /// network's input; or null.
    /// </summary>
    int? From => null;

    /// <summary>The sizes of the vectors of a state in their order: h, c of the first direction, h, c of the second.</summary>
    IReadOnlyList<int> StateSizes { get; }

    /// <summary>The state in which a sequence starts unless one is given.</summary>
    double[] InitialState { get; }

    IReadOnlyList<ReferenceParameter> Parameters { get; }

    /// <summary>T vectors in, T vectors out, from a state or, with null, from the layer's own.</summary>
    LayerPass Forward(double[][] inputs, double[]? initialState);
}

/// <summary>What a pass over a sequence gives, and the way back through it.</summary>
internal sealed record LayerPass(double[][] Outputs, double[] FinalState, LayerBackward Backward)
{
    /// <summary>How far the pass is from where it has no derivative.</summary>
    public double CornerDistance { get; init; } = double.PositiveInfinity;
}

/// <summary>
/// Given the gradients by the outputs and the final state, adds those by the parameters, and returns those by the inputs and
/// the initial state.
/// </summary>
internal delegate (double[][] Inputs, double[] InitialState) LayerBackward(double[][] outputGradients, double[] finalStateGradient);
