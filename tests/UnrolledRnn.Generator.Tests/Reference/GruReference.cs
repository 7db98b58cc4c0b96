namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>
/// r, z = σ(W x + U h' + b), n = tanh(W x + b + r ⊙ (U h' + b_hn)), h = (1 - z) ⊙ n + z ⊙ h'. Rows are stacked in the order
/// r, z, n; of the second bias, only b_hn is there.
/// </summary>
internal sealed class GruReference(int inputSize, int hiddenSize, Func<string, string> name, CellVariant variant)
    : GatedReference(3, inputSize, hiddenSize, variant, name)
{
    /// <summary>b_hn</summary>
    public ReferenceParameter? SecondBias { get; } = variant.Bias ? new(name("bias_hh"), hiddenSize) : null;

    protected override IReadOnlyList<ReferenceParameter?> OwnParameters => [SecondBias];

    public override CellStep Step(double[] x, double[] previous)
    {
        int size = HiddenSize;
        double[] a = InputSums(x);
        WeightHh.AddProduct(previous, a.AsSpan(0, 2 * size));
        double[] m = SecondBias is null ? new double[size] : [.. SecondBias.Values];
        WeightHh.AddProduct(previous, m, firstRow: 2 * size);

        double[] r = Nonlinearity.Apply(GateFunction, Gate(a, 0));
        double[] z = Nonlinearity.Apply(GateFunction, Gate(a, 1));
        double[] candidateSums = [.. Gate(a, 2).Zip(Product(r, m), (sum, reset) => sum + reset)];
        double[] n = Nonlinearity.Apply(CellFunction, candidateSums);
        return new CellStep(GruOutput.Of(n, z, previous), (dh, dx, dPrevious) =>
        {
            (double[] dn, double[] dz) = GruOutput.Backward(n, z, previous, dh, dPrevious);
            double[] dCandidate = Nonlinearity.Backward(CellFunction, n, dn);
            double[] dm = Product(dCandidate, r);
            double[] da = [.. GateBackward(r, Product(dCandidate, m)), .. GateBackward(z, dz), .. dCandidate];
            AddInputGradients(x, da, dx);
            SecondBias?.AddGradient(dm);
            WeightHh.AddProductGradients(previous, da.AsSpan(0, 2 * size), dPrevious);
            WeightHh.AddProductGradients(previous, dm, dPrevious, firstRow: 2 * size);
        })
        {
            CornerDistance = CornerDistance(a[..(2 * size)], candidateSums),
        };
    }
}
