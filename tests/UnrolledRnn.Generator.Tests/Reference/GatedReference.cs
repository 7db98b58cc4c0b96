namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>A cell with gates, each of which has rows of its own.</summary>
internal abstract class GatedReference(
    int gates, int inputSize, int hiddenSize, CellVariant variant, Func<string, string> name, bool hasCellState = false)
    : ReferenceCell(gates, inputSize, hiddenSize, variant, name, hasCellState)
{
    /// <summary>σ, unless the declaration says otherwise.</summary>
    public LayerActivation GateFunction => Variant.GateActivation;

    /// <summary>tanh, unless the declaration says otherwise.</summary>
    public LayerActivation CellFunction => Variant.CellActivation ?? LayerActivation.Tanh;

    /// <summary>The gradient by the sums of a gate with the values y.</summary>
    protected double[] GateBackward(double[] y, double[] dy) => Nonlinearity.Backward(GateFunction, y, dy);

    /// <summary>How far the sums of gates and of candidates are from where their functions have no derivative.</summary>
    protected double CornerDistance(double[] gateSums, double[] candidateSums) =>
        Math.Min(Nonlinearity.CornerDistance(GateFunction, gateSums), Nonlinearity.CornerDistance(CellFunction, candidateSums));

    /// <summary>x ⊙ y</summary>
    protected static double[] Product(double[] x, double[] y) => [.. x.Zip(y, (a, b) => a * b)];
}
