namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>A recurrent cell: one time step of one sequence, and the step's derivatives.</summary>
internal interface IReferenceCell
{
    int InputSize { get; }

    int HiddenSize { get; }

    /// <summary>Vectors of a state: 1 for [h], 2 for [h ; c].</summary>
    int StateVectors { get; }

    IReadOnlyList<ReferenceParameter> Parameters { get; }

    /// <summary>One step from a state.</summary>
    CellStep Step(double[] x, double[] previous);
}

/// <summary>The state after a step, which begins with h, and the way back through the step.</summary>
internal sealed record CellStep(double[] State, CellBackward Backward)
{
    /// <summary>How far the step is from where it has no derivative.</summary>
    public double CornerDistance { get; init; } = double.PositiveInfinity;
}

/// <summary>Given the gradient by the state after a step, adds those by the step's parameters, its input and the state before it.</summary>
internal delegate void CellBackward(ReadOnlySpan<double> stateGradient, Span<double> inputGradient, Span<double> previousGradient);
