namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>
/// A GRU that resets the state before the product: r, z = σ(W x + U h' + b), n = tanh(W x + U (r ⊙ h') + b),
/// h = (1 - z) ⊙ n + z ⊙ h'. Rows are stacked in the order r, z, n.
/// </summary>
internal sealed class GruResetBeforeReference(int inputSize, int hiddenSize, Func<string, string> name, CellVariant variant)
    : GatedReference(3, inputSize, hiddenSize, variant, name)
{
    public override CellStep Step(double[] x, double[] previous)
    {
        int size = HiddenSize;
        double[] a = InputSums(x);
        WeightHh.AddProduct(previous, a.AsSpan(0, 2 * size));
        double[] r = Nonlinearity.Apply(GateFunction, Gate(a, 0));
        double[] z = Nonlinearity.Apply(GateFunction, Gate(a, 1));
        double[] reset = Product(r, previous);
        WeightHh.AddProduct(reset, a.AsSpan(2 * size), firstRow: 2 * size);
        double[] n = Nonlinearity.Apply(CellFunction, Gate(a, 2));
        return new CellStep(GruOutput.Of(n, z, previous), (dh, dx, dPrevious) =>
        {
            (double[] dn, double[] dz) = GruOutput.Backward(n, z, previous, dh, dPrevious);
            double[] dCandidate = Nonlinearity.Backward(CellFunction, n, dn);
            double[] dReset = new double[size];
            WeightHh.AddProductGradients(reset, dCandidate, dReset, firstRow: 2 * size);
            for (int k = 0; k < size; k++)
            {
                dPrevious[k] += dReset[k] * r[k];
            }

            double[] da = [.. GateBackward(r, Product(dReset, previous)), .. GateBackward(z, dz), .. dCandidate];
            AddInputGradients(x, da, dx);
            WeightHh.AddProductGradients(previous, da.AsSpan(0, 2 * size), dPrevious);
        })
        {
            CornerDistance = CornerDistance(a[..(2 * size)], Gate(a, 2)),
        };
    }
}
