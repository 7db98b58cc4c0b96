namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>h = g(W_ih x + W_hh h' + b)</summary>
internal sealed class ElmanReference(int inputSize, int hiddenSize, OutputActivation function, Func<string, string> name) : IReferenceCell
{
    private readonly ReferenceParameter _weightIh = new(name("weight_ih"), hiddenSize, inputSize);
    private readonly ReferenceParameter _weightHh = new(name("weight_hh"), hiddenSize, hiddenSize);
    private readonly ReferenceParameter _bias = new(name("bias_ih"), hiddenSize);

    public int InputSize => inputSize;

    public int HiddenSize => hiddenSize;

    public int StateVectors => 1;

    public OutputActivation Function => function;

    public IReadOnlyList<ReferenceParameter> Parameters => [_weightIh, _weightHh, _bias];

    public CellStep Step(double[] x, double[] previous)
    {
        double[] a = [.. _bias.Values];
        _weightIh.AddProduct(x, a);
        _weightHh.AddProduct(previous, a);
        double[] h = Nonlinearity.Apply(function, a);
        return new CellStep(h, (dh, dx, dPrevious) =>
        {
            double[] da = Nonlinearity.Backward(function, h, dh);
            _bias.AddGradient(da);
            _weightIh.AddProductGradients(x, da, dx);
            _weightHh.AddProductGradients(previous, da, dPrevious);
        })
        {
            CornerDistance = Nonlinearity.CornerDistance(function, a),
        };
    }
}
