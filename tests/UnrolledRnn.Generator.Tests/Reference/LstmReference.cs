namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>
/// i, f, o = σ(W x + U h' + b), g = tanh(W x + U h' + b), c = f ⊙ c' + i ⊙ g, h = o ⊙ tanh(c). Rows are stacked in the
/// order i, f, g, o; a state is [h ; c].
/// </summary>
internal sealed class LstmReference(int inputSize, int hiddenSize, Func<string, string> name) : IReferenceCell
{
    private readonly ReferenceParameter _weightIh = new(name("weight_ih"), 4 * hiddenSize, inputSize);
    private readonly ReferenceParameter _weightHh = new(name("weight_hh"), 4 * hiddenSize, hiddenSize);
    private readonly ReferenceParameter _bias = new(name("bias_ih"), 4 * hiddenSize);

    public int InputSize => inputSize;

    public int HiddenSize => hiddenSize;

    public int StateVectors => 2;

    public IReadOnlyList<ReferenceParameter> Parameters => [_weightIh, _weightHh, _bias];

    public CellStep Step(double[] x, double[] previous)
    {
        int size = hiddenSize;
        double[] previousHidden = previous[..size];
        double[] a = [.. _bias.Values];
        _weightIh.AddProduct(x, a);
        _weightHh.AddProduct(previousHidden, a);

        double[] i = Nonlinearity.Apply(OutputActivation.Sigmoid, a[..size]);
        double[] f = Nonlinearity.Apply(OutputActivation.Sigmoid, a[size..(2 * size)]);
        double[] g = Nonlinearity.Apply(OutputActivation.Tanh, a[(2 * size)..(3 * size)]);
        double[] o = Nonlinearity.Apply(OutputActivation.Sigmoid, a[(3 * size)..]);
        double[] state = new double[2 * size];
        for (int k = 0; k < size; k++)
        {
            state[size + k] = (f[k] * previous[size + k]) + (i[k] * g[k]);
            state[k] = o[k] * Math.Tanh(state[size + k]);
        }

        return new CellStep(state, (dState, dx, dPrevious) =>
        {
            double[] da = new double[4 * size];
            for (int k = 0; k < size; k++)
            {
                double s = Math.Tanh(state[size + k]);
                double dh = dState[k];
                double dc = dState[size + k] + (dh * o[k] * (1 - (s * s)));
                da[k] = dc * g[k] * i[k] * (1 - i[k]);
                da[size + k] = dc * previous[size + k] * f[k] * (1 - f[k]);
                da[(2 * size) + k] = dc * i[k] * (1 - (g[k] * g[k]));
                da[(3 * size) + k] = dh * s * o[k] * (1 - o[k]);
                dPrevious[size + k] += dc * f[k];
            }

            _bias.AddGradient(da);
            _weightIh.AddProductGradients(x, da, dx);
            _weightHh.AddProductGradients(previousHidden, da, dPrevious[..size]);
        });
    }
}
