namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>A recurrent cell: one time step of one sequence, and the step's derivatives. A state begins with h.</summary>
internal abstract class ReferenceCell
{
    private static readonly string[] s_stateVectors = ["h_0", "c_0"];

    protected ReferenceCell(
        int gates, int inputSize, int hiddenSize, CellVariant variant, Func<string, string> name, bool hasCellState = false)
    {
        InputSize = inputSize;
        HiddenSize = hiddenSize;
        OutputSize = variant.ProjectionSize > 0 ? variant.ProjectionSize : hiddenSize;
        Variant = variant;
        StateSizes = hasCellState ? [OutputSize, HiddenSize] : [OutputSize];
        WeightIh = new ReferenceParameter(name("weight_ih"), gates * hiddenSize, inputSize);
        WeightHh = new ReferenceParameter(name("weight_hh"), gates * hiddenSize, OutputSize);
        Bias = variant.Bias ? new ReferenceParameter(name("bias_ih"), gates * hiddenSize) : null;
        InitialState = variant.LearnsInitialState
            ? [.. s_stateVectors.Zip(StateSizes, (vector, size) => new ReferenceParameter(name(vector), size))]
            : [];
    }

    public int InputSize { get; }

    public int HiddenSize { get; }

    /// <summary>Values of h.</summary>
    public int OutputSize { get; }

    /// <summary>The sizes of the vectors of a state: of h, or of h and c.</summary>
    public IReadOnlyList<int> StateSizes { get; }

    public CellVariant Variant { get; }

    public ReferenceParameter WeightIh { get; }

    public ReferenceParameter WeightHh { get; }

    public ReferenceParameter? Bias { get; }

    /// <summary>The vectors of the state in which a sequence starts, where they are learned.</summary>
    public IReadOnlyList<ReferenceParameter> InitialState { get; }

    public IReadOnlyList<ReferenceParameter> Parameters =>
        [WeightIh, WeightHh, .. OwnParameters.Prepend(Bias).OfType<ReferenceParameter>(), .. InitialState];

    /// <summary>What only this kind of cell has; null for what this one leaves out.</summary>
    protected virtual IReadOnlyList<ReferenceParameter?> OwnParameters => [];

    /// <summary>One step from a state.</summary>
    public abstract CellStep Step(double[] x, double[] previous);

    /// <summary>W x + b</summary>
    protected double[] InputSums(double[] x)
    {
        double[] a = Bias is null ? new double[WeightIh.Rows] : [.. Bias.Values];
        WeightIh.AddProduct(x, a);
        return a;
    }

    /// <summary>The derivatives of W x + b.</summary>
    protected void AddInputGradients(double[] x, double[] da, Span<double> dx)
    {
        Bias?.AddGradient(da);
        WeightIh.AddProductGradients(x, da, dx);
    }

    /// <summary>The values of a gate, or of the candidate.</summary>
    protected double[] Gate(double[] a, int gate) => a[(gate * HiddenSize)..((gate + 1) * HiddenSize)];
}

/// <summary>The state after a step, which begins with h, and the way back through the step.</summary>
internal sealed record CellStep(double[] State, CellBackward Backward)
{
    /// <summary>How far the step is from where it has no derivative.</summary>
    public double CornerDistance { get; init; } = double.PositiveInfinity;
}

/// <summary>Given the gradient by the state after a step, adds those by the step's parameters, its input and the state before it.</summary>
internal delegate void CellBackward(double[] stateGradient, Span<double> inputGradient, Span<double> previousGradient);
