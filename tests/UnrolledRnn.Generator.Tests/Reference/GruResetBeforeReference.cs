namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>
/// A GRU that resets the state before the product: r, z = σ(W x + U h' + b), n = tanh(W x + U (r ⊙ h') + b),
/// h = (1 - z) ⊙ n + z ⊙ h'. Rows are stacked in the order r, z, n.
/// </summary>
internal sealed class GruResetBeforeReference(int inputSize, int hiddenSize, Func<string, string> name) : IReferenceCell
{
    private readonly ReferenceParameter _weightIh = new(name("weight_ih"), 3 * hiddenSize, inputSize);
    private readonly ReferenceParameter _weightHh = new(name("weight_hh"), 3 * hiddenSize, hiddenSize);
    private readonly ReferenceParameter _bias = new(name("bias_ih"), 3 * hiddenSize);

    public int InputSize => inputSize;

    public int HiddenSize => hiddenSize;

    public int StateVectors => 1;

    public IReadOnlyList<ReferenceParameter> Parameters => [_weightIh, _weightHh, _bias];

    public CellStep Step(double[] x, double[] previous)
    {
        int size = hiddenSize;
        double[] a = [.. _bias.Values];
        _weightIh.AddProduct(x, a);
        _weightHh.AddProduct(previous, a.AsSpan(0, 2 * size));
        double[] r = Nonlinearity.Apply(OutputActivation.Sigmoid, a[..size]);
        double[] z = Nonlinearity.Apply(OutputActivation.Sigmoid, a[size..(2 * size)]);
        double[] reset = [.. r.Zip(previous, (gate, value) => gate * value)];
        _weightHh.AddProduct(reset, a.AsSpan(2 * size), firstRow: 2 * size);

        double[] n = Nonlinearity.Apply(OutputActivation.Tanh, a[(2 * size)..]);
        double[] h = new double[size];
        for (int k = 0; k < size; k++)
        {
            h[k] = ((1 - z[k]) * n[k]) + (z[k] * previous[k]);
        }

        return new CellStep(h, (dh, dx, dPrevious) =>
        {
            double[] da = new double[3 * size];
            double[] dReset = new double[size];
            for (int k = 0; k < size; k++)
            {
                da[size + k] = dh[k] * (previous[k] - n[k]) * z[k] * (1 - z[k]);
                da[(2 * size) + k] = dh[k] * (1 - z[k]) * (1 - (n[k] * n[k]));
                dPrevious[k] += dh[k] * z[k];
            }

            _weightHh.AddProductGradients(reset, da.AsSpan(2 * size), dReset, firstRow: 2 * size);
            for (int k = 0; k < size; k++)
            {
                da[k] = dReset[k] * previous[k] * r[k] * (1 - r[k]);
                dPrevious[k] += dReset[k] * r[k];
            }

            _bias.AddGradient(da);
            _weightIh.AddProductGradients(x, da, dx);
            _weightHh.AddProductGradients(previous, da.AsSpan(0, 2 * size), dPrevious);
        });
    }
}
