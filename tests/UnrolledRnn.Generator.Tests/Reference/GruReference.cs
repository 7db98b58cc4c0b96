namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>
/// r, z = σ(W x + U h' + b), n = tanh(W x + b + r ⊙ (U h' + b_hn)), h = (1 - z) ⊙ n + z ⊙ h'. Rows are stacked in the order
/// r, z, n; of the second bias, only b_hn is there.
/// </summary>
internal sealed class GruReference(int inputSize, int hiddenSize, Func<string, string> name) : IReferenceCell
{
    private readonly ReferenceParameter _weightIh = new(name("weight_ih"), 3 * hiddenSize, inputSize);
    private readonly ReferenceParameter _weightHh = new(name("weight_hh"), 3 * hiddenSize, hiddenSize);
    private readonly ReferenceParameter _bias = new(name("bias_ih"), 3 * hiddenSize);
    private readonly ReferenceParameter _biasHn = new(name("bias_hh"), hiddenSize);

    public int InputSize => inputSize;

    public int HiddenSize => hiddenSize;

    public int StateVectors => 1;

    public IReadOnlyList<ReferenceParameter> Parameters => [_weightIh, _weightHh, _bias, _biasHn];

    public CellStep Step(double[] x, double[] previous)
    {
        int size = hiddenSize;
        double[] a = [.. _bias.Values];
        _weightIh.AddProduct(x, a);
        _weightHh.AddProduct(previous, a.AsSpan(0, 2 * size));
        double[] m = [.. _biasHn.Values];
        _weightHh.AddProduct(previous, m, firstRow: 2 * size);

        double[] r = Nonlinearity.Apply(OutputActivation.Sigmoid, a[..size]);
        double[] z = Nonlinearity.Apply(OutputActivation.Sigmoid, a[size..(2 * size)]);
        double[] n = new double[size];
        double[] h = new double[size];
        for (int k = 0; k < size; k++)
        {
            n[k] = Math.Tanh(a[(2 * size) + k] + (r[k] * m[k]));
            h[k] = ((1 - z[k]) * n[k]) + (z[k] * previous[k]);
        }

        return new CellStep(h, (dh, dx, dPrevious) =>
        {
            double[] da = new double[3 * size];
            double[] dm = new double[size];
            for (int k = 0; k < size; k++)
            {
                double dn = dh[k] * (1 - z[k]) * (1 - (n[k] * n[k]));
                dm[k] = dn * r[k];
                da[k] = dn * m[k] * r[k] * (1 - r[k]);
                da[size + k] = dh[k] * (previous[k] - n[k]) * z[k] * (1 - z[k]);
                da[(2 * size) + k] = dn;
                dPrevious[k] += dh[k] * z[k];
            }

            _bias.AddGradient(da);
            _biasHn.AddGradient(dm);
            _weightIh.AddProductGradients(x, da, dx);
            _weightHh.AddProductGradients(previous, da.AsSpan(0, 2 * size), dPrevious);
            _weightHh.AddProductGradients(previous, dm, dPrevious, firstRow: 2 * size);
        });
    }
}
